// SPDX-License-Identifier: GPL-3.0-or-later
// The only unit of the training that contains dlib's networks; it takes half a minute to compile.
#include "banshi/face/training/identity_trainer.h"

#include "dice.h"
#include "networks.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

namespace banshi::face::training
{

namespace
{

using Body = networks::RenderedBody<dlib::bn_con>;
using TraitNet = dlib::loss_mean_squared_multioutput<dlib::fc<kTraits, Body>>;
using MetricNet = networks::Rendered<dlib::bn_con>;
using Net = networks::Rendered<dlib::affine>;
using Picture = dlib::matrix<dlib::rgb_pixel>;
using Scaled = std::vector<dlib::matrix<float>>;

constexpr int kPeople = 18; // in a mini-batch of the second stage

std::uint8_t pixel(double value)
{
    return static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
}

/// Another camera: brightness, contrast and white balance.
Picture developed(const PictureCache::Entry& entry, Dice& dice)
{
    const double gain = dice.between(0.75, 1.3);
    const double offset = dice.between(-14, 14);
    const double red = gain * dice.between(0.95, 1.05);
    const double blue = gain * dice.between(0.95, 1.05);
    Picture picture(networks::kRenderedRows, networks::kRenderedColumns);
    const auto* from = entry.bgr.data();
    for (auto& to : picture)
    {
        to = {pixel(from[2] * red + offset), pixel(from[1] * gain + offset), pixel(from[0] * blue + offset)};
        from += 3;
    }
    return picture;
}

/// The traits with mean 0 and variance 1 over all people.
Scaled scaled(const std::vector<Traits>& people)
{
    Scaled result(people.size(), dlib::matrix<float>(kTraits, 1));
    for (std::size_t trait = 0; trait < kTraits; ++trait)
    {
        double sum = 0;
        double square = 0;
        for (const Traits& traits : people)
        {
            sum += traits[trait];
            square += static_cast<double>(traits[trait]) * traits[trait];
        }
        const double count = static_cast<double>(std::max<std::size_t>(1, people.size()));
        const double mean = sum / count;
        const double spread = std::sqrt(std::max(1e-9, square / count - mean * mean));
        for (std::size_t i = 0; i < people.size(); ++i)
            result[i](static_cast<long>(trait)) = static_cast<float>((people[i][trait] - mean) / spread);
    }
    return result;
}

/// Falls from `rate` to a hundredth of it along half a cosine.
double rateAt(double rate, int step, int steps)
{
    const double share = static_cast<double>(step) / std::max(1, steps);
    return rate * (0.01 + 0.99 * (1 + std::cos(std::numbers::pi * share)) / 2);
}

/// One stage: makes mini-batches, keeps checkpoints, goes on where it stopped.
template <class Network, class Label>
class Stage
{
public:
    using Fill = std::function<void(Dice&, std::vector<Picture>&, std::vector<Label>&)>;

    Stage(const char* name, const IdentityPlan& plan, int steps, double rate, std::filesystem::path checkpoint)
        : m_name(name), m_plan(plan), m_steps(steps), m_rate(rate), m_checkpoint(std::move(checkpoint))
    {
    }

    double run(Network& network, const Fill& fill, const std::function<void()>& kept,
               const std::function<void(const TrainingProgress&)>& tell)
    {
        int step = 0;
        if (std::filesystem::exists(m_checkpoint))
            dlib::deserialize(m_checkpoint.string()) >> step >> network;
        dlib::dnn_trainer<Network, dlib::adam> trainer(network, dlib::adam(0.0002F, 0.9F, 0.999F));
        trainer.set_iterations_without_progress_threshold(1'000'000);
        std::vector<Picture> pictures;
        std::vector<Label> labels;
        for (; step < m_steps; ++step)
        {
            Dice dice(m_plan.seed * 1'000'003 + static_cast<std::uint64_t>(step));
            fill(dice, pictures, labels);
            trainer.set_learning_rate(rateAt(m_rate, step, m_steps));
            trainer.train_one_step(pictures, labels);
            if ((step + 1) % m_plan.checkpointEvery != 0 && step + 1 != m_steps)
                continue;
            trainer.get_net();
            keep(network, step + 1);
            kept();
            tell({m_name, step + 1, trainer.get_average_loss()});
            trainer.clear_average_loss();
        }
        return trainer.get_average_loss();
    }

private:
    void keep(const Network& network, int done)
    {
        const std::string next = m_checkpoint.string() + ".next";
        Network lean = network; // without the last mini-batch
        lean.clean();
        dlib::serialize(next) << done << lean;
        std::filesystem::rename(next, m_checkpoint);
    }

    const char* m_name;
    const IdentityPlan& m_plan;
    int m_steps;
    double m_rate;
    std::filesystem::path m_checkpoint;
};

/// Which pictures show whom.
std::vector<std::vector<std::size_t>> albums(const PictureCache& cache)
{
    std::vector<std::vector<std::size_t>> result(cache.people.size());
    for (std::size_t i = 0; i < cache.pictures.size(); ++i)
        result[cache.pictures[i].person].push_back(i);
    std::erase_if(result, [](const auto& album) { return album.size() < 2; });
    return result;
}

void learnTraits(const PictureCache& cache, const IdentityPlan& plan, const std::filesystem::path& folder,
                 TraitNet& network, const std::function<void(const TrainingProgress&)>& tell)
{
    using Label = dlib::matrix<float>;
    const Scaled truth = scaled(cache.people);
    Stage<TraitNet, Label> stage("traits", plan, plan.traitSteps, plan.traitRate, folder / "traits.ckpt");
    stage.run(
        network,
        [&](Dice& dice, std::vector<Picture>& pictures, std::vector<Label>& labels) {
            pictures.clear();
            labels.clear();
            for (int i = 0; i < plan.batch; ++i)
            {
                const auto& entry = cache.pictures[dice.below(cache.pictures.size())];
                pictures.push_back(developed(entry, dice));
                labels.push_back(truth[entry.person]);
            }
        },
        [] {}, tell);
}

} // namespace

base::Result<double, std::string> trainIdentities(const PictureCache& cache, const IdentityPlan& plan,
                                                  const std::filesystem::path& folder,
                                                  const std::function<void(const TrainingProgress&)>& tell)
try
{
    const auto people = albums(cache);
    if (people.size() < 2 * kPeople)
        return tl::unexpected("fewer than " + std::to_string(2 * kPeople) + " people in the picture cache");
    std::filesystem::create_directories(folder);
    std::srand(static_cast<unsigned>(plan.seed)); // dlib draws its first weights from it
    TraitNet traits;
    learnTraits(cache, plan, folder, traits, tell);
    MetricNet network(dlib::loss_metric_(plan.margin, plan.distance));
    network.subnet().subnet() = traits.subnet().subnet();
    Stage<MetricNet, unsigned long> stage("metric", plan, plan.metricSteps, plan.metricRate, folder / "metric.ckpt");
    return stage.run(
        network,
        [&](Dice& dice, std::vector<Picture>& pictures, std::vector<unsigned long>& labels) {
            pictures.clear();
            labels.clear();
            for (int i = 0; i < kPeople; ++i)
            {
                const std::size_t person = dice.below(people.size());
                for (int j = 0; j < plan.batch / kPeople; ++j)
                {
                    const auto& album = people[person];
                    pictures.push_back(developed(cache.pictures[album[dice.below(album.size())]], dice));
                    labels.push_back(person);
                }
            }
        },
        [&] {
            Net inUse = network;
            inUse.clean();
            dlib::serialize((folder / "weights.dat").string()) << inUse;
        },
        tell);
}
catch (const std::exception& error)
{
    return tl::unexpected(std::string(error.what()));
}

} // namespace banshi::face::training

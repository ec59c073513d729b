// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/training/picture_cache.h"

#include "banshi/face/image_codec.h"
#include "banshi/face/rendered/chip_photo.h"
#include "banshi/face/rendered/head_renderer.h"
#include "banshi/face/verifier.h"
#include "dice.h"
#include "traits.h"

#include <algorithm>
#include <fstream>
#include <thread>

namespace banshi::face::training
{

namespace
{

constexpr int kSide = 208;     // pixels of a camera picture: the face and little else
constexpr double kFocal = 480; // pixels: about 55 between the eyes at 600 mm
constexpr double kLeastScore = -0.2;
constexpr std::uint32_t kMark = 0x31434246; // "FBC1"

/// Keeps what it is asked to describe, so that pictures come through the kit's own detector and alignment.
class Recorder : public Matcher
{
public:
    explicit Recorder(std::vector<std::uint8_t>& into) : m_into(into) {}
    [[nodiscard]] const MatcherInfo& info() const override { return m_info; }
    [[nodiscard]] AlignTemplate alignment() const override { return renderedTemplate(); }
    [[nodiscard]] Result<Embedding> embed(ImageView aligned) override
    {
        const std::size_t row = static_cast<std::size_t>(aligned.width) * 3;
        m_into.clear();
        for (int y = 0; y < aligned.height; ++y)
        {
            const auto* pixels = aligned.data + static_cast<std::size_t>(y) * aligned.stride;
            m_into.insert(m_into.end(), pixels, pixels + row);
        }
        return Embedding({1});
    }

private:
    std::vector<std::uint8_t>& m_into;
    MatcherInfo m_info{"recorder", 1, 0, true};
};

rendered::Pose randomPose(Dice& dice)
{
    rendered::Pose pose;
    pose.yaw = dice.between(-13, 13);
    pose.pitch = dice.between(-11, 11);
    pose.roll = dice.between(-10, 10);
    pose.x = dice.between(-10, 10);
    pose.y = dice.between(-16, 4);
    pose.blink = dice.chance(0.12) ? dice.between(0, 1) : 0;
    pose.mouth = dice.chance(0.12) ? dice.between(0, 0.6) : 0;
    pose.glasses = dice.chance(0.2);
    pose.distance = dice.between(480, 720);
    return pose;
}

rendered::Scene randomScene(Dice& dice, std::uint64_t seed)
{
    rendered::Scene scene;
    scene.lightAzimuth = dice.between(-55, 55);
    scene.lightElevation = dice.between(0, 50);
    scene.light = dice.between(0.4, 0.95);
    scene.ambient = dice.between(0.3, 0.55);
    scene.noise = dice.between(0, 5);
    scene.seed = seed;
    scene.focal = kFocal;
    return scene;
}

/// Makes the pictures of people. Threads: one object, one thread.
class Studio
{
public:
    Studio() : m_verifier(makeVerifier(std::make_unique<Recorder>(m_picture))) {}

    void addPerson(const CachePlan& plan, std::uint32_t number, PictureCache& cache)
    {
        const std::uint64_t seed = plan.firstSeed + number;
        Dice dice(seed);
        const rendered::Identity person = rendered::makeIdentity(seed);
        for (int sitting = 0; sitting < plan.chips; ++sitting)
        {
            const double years = dice.chance(0.3) ? dice.between(-10, 0) : 0;
            const auto file = rendered::chipPhotoWebp(rendered::aged(person, years), static_cast<unsigned>(sitting));
            const auto photo = decodeImage(file);
            if (photo && m_verifier->readChip(photo->view()))
                cache.pictures.push_back({number, m_picture});
        }
        rendered::HeadRenderer renderer(person);
        for (int i = 0; i < plan.live; ++i)
        {
            const auto scene = randomScene(dice, seed * 16 + static_cast<unsigned>(i));
            const Image frame = renderer.render(randomPose(dice), scene, kSide, kSide);
            const auto faces = m_detector->find(frame.view(), kLeastScore);
            const auto points = faces.empty() ? std::nullopt : m_landmarker->find(frame.view(), faces.front().box);
            if (points && m_verifier->readLive(frame.view(), *points))
                cache.pictures.push_back({number, m_picture});
        }
    }

private:
    std::vector<std::uint8_t> m_picture;
    std::unique_ptr<Verifier> m_verifier;
    std::unique_ptr<Detector> m_detector = makeDetector();
    std::unique_ptr<Landmarker> m_landmarker = makeLandmarker();
};

template <class T>
void put(std::ofstream& file, const T& value)
{
    file.write(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
T get(std::ifstream& file)
{
    T value{};
    file.read(reinterpret_cast<char*>(&value), sizeof value);
    return value;
}

} // namespace

PictureCache renderCache(const CachePlan& plan)
{
    PictureCache cache;
    for (int i = 0; i < plan.people; ++i)
        cache.people.push_back(traitsOf(rendered::makeIdentity(plan.firstSeed + static_cast<unsigned>(i))));
    std::vector<PictureCache> parts(static_cast<std::size_t>(std::max(1, plan.threads)));
    {
        std::vector<std::jthread> workers;
        for (std::size_t part = 0; part < parts.size(); ++part)
            workers.emplace_back([&plan, &parts, part] {
                Studio studio;
                for (auto i = part; i < static_cast<std::size_t>(plan.people); i += parts.size())
                    studio.addPerson(plan, static_cast<std::uint32_t>(i), parts[part]);
            });
    }
    for (PictureCache& part : parts)
        for (auto& entry : part.pictures)
            cache.pictures.push_back(std::move(entry));
    std::ranges::stable_sort(cache.pictures, {}, &PictureCache::Entry::person);
    return cache;
}

base::Result<std::size_t, std::string> writeCache(const PictureCache& cache, const std::filesystem::path& path)
{
    std::ofstream file(path, std::ios::binary);
    put(file, kMark);
    put(file, static_cast<std::uint32_t>(cache.people.size()));
    put(file, static_cast<std::uint32_t>(cache.pictures.size()));
    for (const Traits& traits : cache.people)
        put(file, traits);
    for (const auto& entry : cache.pictures)
    {
        put(file, entry.person);
        file.write(reinterpret_cast<const char*>(entry.bgr.data()), static_cast<std::streamsize>(entry.bgr.size()));
    }
    file.flush();
    if (!file)
        return tl::unexpected("cannot write " + path.string());
    return cache.pictures.size();
}

base::Result<PictureCache, std::string> readCache(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file || get<std::uint32_t>(file) != kMark)
        return tl::unexpected("no picture cache at " + path.string());
    PictureCache cache;
    cache.people.resize(get<std::uint32_t>(file));
    const auto pictures = get<std::uint32_t>(file);
    for (Traits& traits : cache.people)
        traits = get<Traits>(file);
    const AlignTemplate size = renderedTemplate();
    for (std::uint32_t i = 0; file && i < pictures; ++i)
    {
        PictureCache::Entry entry{get<std::uint32_t>(file), {}};
        entry.bgr.resize(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 3);
        file.read(reinterpret_cast<char*>(entry.bgr.data()), static_cast<std::streamsize>(entry.bgr.size()));
        if (file && entry.person < cache.people.size())
            cache.pictures.push_back(std::move(entry));
    }
    if (cache.pictures.size() != pictures)
        return tl::unexpected("the picture cache is cut off: " + path.string());
    return cache;
}

} // namespace banshi::face::training

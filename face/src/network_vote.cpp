// SPDX-License-Identifier: GPL-3.0-or-later
// A network that knows prints and screens, as a LivenessVote.
#include "banshi/face/liveness_vote.h"
#include "grey.h"
#include "network_matcher.h"
#include "vote_manifest.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace banshi::face
{

namespace
{

constexpr auto kAttendant = base::Retry::NeedsAttendant;

class NetworkVote : public LivenessVote
{
public:
    NetworkVote(std::unique_ptr<Network> network, VoteManifest manifest)
        : m_network(std::move(network)), m_manifest(std::move(manifest)), m_input(m_manifest.width, m_manifest.height)
    {
    }

    [[nodiscard]] std::optional<Opinion> ask(base::MonoTime, ImageView frame, const Landmarks& points) override
    {
        const auto box = frame.valid() ? cropOf(points, m_manifest.crop, frame.width, frame.height) : std::nullopt;
        const auto at = [](double value) { return static_cast<int>(value); };
        const cv::Rect part = box ? cv::Rect(at(box->x), at(box->y), at(box->width), at(box->height)) &
                                        cv::Rect(0, 0, frame.width, frame.height)
                                  : cv::Rect();
        if (part.empty())
            return std::nullopt;
        cv::Mat input(m_input.height(), m_input.width(), CV_8UC3, m_input.data());
        cv::resize(matOf(frame)(part), input, input.size());
        const auto person = share();
        return person ? std::optional(Opinion{*person, *person < m_manifest.least}) : std::nullopt;
    }
    void forget() override
    {
        std::fill_n(m_input.data(), m_input.stride() * static_cast<std::size_t>(m_input.height()), std::uint8_t{0});
        (void)share(); // the buffers of all layers have the same sizes as for a face
    }
    /// The person's share of what the network says about m_input; nothing when that is no row of `classes` numbers.
    [[nodiscard]] std::optional<double> share();

private:
    std::unique_ptr<Network> m_network;
    VoteManifest m_manifest;
    Image m_input;
};

std::optional<double> NetworkVote::share()
{
    try
    {
        const std::vector<float> values = m_network->run(m_input.view());
        if (values.size() != m_manifest.classes ||
            !std::ranges::all_of(values, [](float value) { return std::isfinite(value); }))
            return std::nullopt;
        const double mine = values[m_manifest.person];
        if (!m_manifest.softmax)
            return mine >= 0 && mine <= 1 ? std::optional(mine) : std::nullopt;
        double all = 0;
        for (const float value : values)
            all += std::exp(value - mine);
        return 1 / all;
    }
    catch (const std::exception&)
    {
        return std::nullopt;
    }
}

} // namespace

Result<std::unique_ptr<LivenessVote>> loadLivenessVote(const std::filesystem::path& path)
{
    const auto text = readManifestText(path);
    if (!text)
        return tl::unexpected(text.error());
    const auto manifest = parseVoteManifest(*text, path);
    if (!manifest)
        return tl::unexpected(manifest.error());
    const auto bytes = readModelBytes(manifest->file.path, manifest->file.sha256);
    if (!bytes)
        return tl::unexpected(bytes.error());
    try
    {
        auto vote = std::make_unique<NetworkVote>(loadOnnx(manifest->pixels, *bytes), *manifest);
        if (!vote->share())
            return base::fail(Code::ModelUnusable, "the network's output is not what the manifest says", kAttendant);
        return vote;
    }
    catch (const std::exception& error)
    {
        return base::fail(Code::ModelUnusable, std::string("the model cannot be loaded: ") + error.what(), kAttendant);
    }
}

} // namespace banshi::face

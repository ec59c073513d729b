// SPDX-License-Identifier: GPL-3.0-or-later
#include "network_matcher.h"

#include <algorithm>
#include <cmath>

namespace banshi::face
{

namespace
{

constexpr std::size_t kShortestVector = 8;
constexpr std::size_t kLongestVector = 4096;

class NetworkMatcher : public Matcher
{
public:
    NetworkMatcher(std::unique_ptr<Network> network, const ModelManifest& manifest)
        : m_network(std::move(network)), m_alignment(manifest.alignment),
          m_info{manifest.id, manifest.accept, manifest.reject, manifest.demonstration, manifest.levels}
    {
    }

    [[nodiscard]] const MatcherInfo& info() const override { return m_info; }
    [[nodiscard]] AlignTemplate alignment() const override { return m_alignment; }

    [[nodiscard]] Result<Embedding> embed(ImageView aligned) override
    {
        if (!aligned.valid() || aligned.width != m_alignment.width || aligned.height != m_alignment.height)
            return base::fail(Code::ModelUnusable, "the face is not aligned to the model's input");
        try
        {
            std::vector<float> values = m_network->run(aligned);
            if (values.size() < kShortestVector || values.size() > kLongestVector)
                return base::fail(Code::ModelUnusable, "the network's output is not a vector of 8 to 4096 numbers");
            if (!std::ranges::all_of(values, [](float value) { return std::isfinite(value); }))
                return base::fail(Code::ModelUnusable, "the network's output is not finite");
            return Embedding(std::move(values));
        }
        catch (const std::exception& error)
        {
            return base::fail(Code::ModelUnusable, std::string("the network failed: ") + error.what());
        }
    }

    void forget() override
    {
        const Image blank(m_alignment.width, m_alignment.height);
        (void)embed(blank.view()); // the buffers of all layers have the same sizes as for a face
    }

private:
    std::unique_ptr<Network> m_network;
    AlignTemplate m_alignment;
    MatcherInfo m_info;
};

} // namespace

Result<std::unique_ptr<Matcher>> makeNetworkMatcher(const ModelManifest& manifest, std::string_view bytes)
{
    try
    {
        auto network = manifest.kind == "onnx" ? loadOnnx(manifest.pixels, bytes) : loadDlib(manifest, bytes);
        auto matcher = std::make_unique<NetworkMatcher>(std::move(network), manifest);
        const Image blank(manifest.alignment.width, manifest.alignment.height);
        if (const auto tried = matcher->embed(blank.view()); !tried)
            return tl::unexpected(tried.error());
        return matcher;
    }
    catch (const std::exception& error)
    {
        return base::fail(Code::ModelUnusable, std::string("the model cannot be loaded: ") + error.what(),
                          base::Retry::NeedsAttendant);
    }
}

} // namespace banshi::face

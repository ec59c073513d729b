// SPDX-License-Identifier: GPL-3.0-or-later
// The only unit that contains OpenCV's dnn module.
#include "onnx_matcher.h"

#include "grey.h"

#include <cmath>
#include <fstream>
#include <opencv2/dnn.hpp>

namespace banshi::face
{

namespace
{

constexpr std::uintmax_t kLargestModel = 512U * 1024 * 1024;
constexpr std::size_t kLongestVector = 4096;

class OnnxMatcher : public Matcher
{
public:
    OnnxMatcher(const cv::dnn::Net& net, const ModelManifest& manifest)
        : m_net(net), m_manifest(manifest),
          m_info{manifest.id, manifest.accept, manifest.reject, manifest.demonstration}
    {
    }

    [[nodiscard]] const MatcherInfo& info() const override { return m_info; }
    [[nodiscard]] AlignTemplate alignment() const override { return m_manifest.alignment; }

    [[nodiscard]] Result<Embedding> embed(ImageView aligned) override
    {
        const AlignTemplate& input = m_manifest.alignment;
        if (!aligned.valid() || aligned.width != input.width || aligned.height != input.height)
            return base::fail(Code::ModelUnusable, "the face is not aligned to the model's input");
        try
        {
            const cv::Mat blob = cv::dnn::blobFromImage(matOf(aligned), m_manifest.scale, {input.width, input.height},
                                                        cv::Scalar::all(m_manifest.mean), m_manifest.rgb);
            m_net.setInput(blob);
            const cv::Mat output = m_net.forward();
            return check(output);
        }
        catch (const cv::Exception& error)
        {
            return base::fail(Code::ModelUnusable, "the network failed: " + error.err);
        }
    }

private:
    static Result<Embedding> check(const cv::Mat& output)
    {
        if (output.type() != CV_32F || output.total() < 8 || output.total() > kLongestVector || !output.isContinuous())
            return base::fail(Code::ModelUnusable, "the network's output is not a vector of 8 to 4096 numbers");
        const auto* first = output.ptr<float>();
        std::vector<float> values(first, first + output.total());
        for (const float value : values)
            if (!std::isfinite(value))
                return base::fail(Code::ModelUnusable, "the network's output is not finite");
        return Embedding(std::move(values));
    }

    cv::dnn::Net m_net;
    ModelManifest m_manifest;
    MatcherInfo m_info;
};

Result<std::string> readModel(const std::filesystem::path& path)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file)
        return base::fail(Code::ModelMissing, "no readable model at " + path.string(), base::Retry::NeedsAttendant);
    if (size > kLargestModel)
        return base::fail(Code::ModelUnusable, "the model is larger than 512 MiB", base::Retry::NeedsAttendant);
    std::string bytes(size, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    if (static_cast<std::uintmax_t>(file.gcount()) != size)
        return base::fail(Code::ModelMissing, "the model could not be read to its end", base::Retry::NeedsAttendant);
    return bytes;
}

} // namespace

Result<std::unique_ptr<Matcher>> makeOnnxMatcher(const ModelManifest& manifest)
{
    const auto bytes = readModel(manifest.file);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (sha256Hex(*bytes) != manifest.sha256)
        return base::fail(Code::ModelChecksum, "the model's SHA-256 is not the manifest's",
                          base::Retry::NeedsAttendant);
    try
    {
        auto matcher = std::make_unique<OnnxMatcher>(cv::dnn::readNetFromONNX(bytes->data(), bytes->size()), manifest);
        const Image blank(manifest.alignment.width, manifest.alignment.height);
        if (const auto tried = matcher->embed(blank.view()); !tried)
            return tl::unexpected(tried.error());
        return matcher;
    }
    catch (const cv::Exception& error)
    {
        return base::fail(Code::ModelUnusable, "OpenCV cannot load the model: " + error.err,
                          base::Retry::NeedsAttendant);
    }
}

} // namespace banshi::face

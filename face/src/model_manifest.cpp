// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/model_manifest.h"

#include "model_file.h"
#include "network_matcher.h"

#include <array>
#include <openssl/evp.h>

namespace banshi::face
{

namespace
{

AlignTemplate readAlignment(base::ConfigTable& input)
{
    AlignTemplate to;
    to.width = static_cast<int>(input.integer("width", 16, 512));
    to.height = static_cast<int>(input.integer("height", 16, 512));
    to.leftEyeX = input.number("left_eye_x", 0, 512);
    to.rightEyeX = input.number("right_eye_x", 0, 512);
    to.eyeY = input.number("eye_y", 0, 512);
    to.mouthY = input.numberOr("mouth_y", 0, 0, 512);
    if (to.rightEyeX - to.leftEyeX < 4)
        input.fault("right_eye_x", "the eyes are less than 4 pixels apart", "a place to the right of left_eye_x");
    return to;
}

/// Rates at which a threshold may be named: each needs ten times as many comparisons as the one before.
constexpr std::array<std::pair<const char*, double>, 4> kFars{
    {{"1e-2", 1e-2}, {"1e-3", 1e-3}, {"1e-4", 1e-4}, {"1e-5", 1e-5}}};

std::vector<FarThreshold> readLevels(base::ConfigTable& threshold)
{
    std::vector<FarThreshold> levels;
    if (!threshold.has("far"))
        return levels;
    base::ConfigTable far = threshold.table("far");
    for (const auto& [key, rate] : kFars)
    {
        if (!far.has(key))
            continue;
        levels.push_back({rate, far.number(key, -1, 1)});
        if (levels.size() > 1 && levels.back().accept < levels[levels.size() - 2].accept)
            far.fault(key, "is lower than the threshold of a larger rate", "thresholds that rise as the rate falls");
    }
    return levels;
}

} // namespace

Result<ModelManifest> ModelManifest::read(const std::filesystem::path& path)
{
    const auto text = readManifestText(path);
    return text ? parse(*text, path) : tl::unexpected(text.error());
}

Result<ModelManifest> ModelManifest::parse(const std::string& text, const std::filesystem::path& path)
{
    auto root = base::ConfigTable::parse(text, path.filename().string());
    if (!root)
        return base::fail(Code::ManifestWrong, textOf(root.error()), base::Retry::NeedsAttendant);
    ModelManifest manifest;
    base::ConfigTable model = root->table("model");
    const ModelFile file = readModelFile(model, path);
    manifest.id = file.id;
    manifest.file = file.path;
    manifest.sha256 = file.sha256;
    manifest.licence = file.licence;
    manifest.source = file.source;
    if (model.has("kind"))
        manifest.kind = model.choice("kind", {"onnx", "dlib-rendered", "dlib-resnet", "dlib-densenet"});
    // Somebody's own manifest for rendered people's network may say what it likes.
    manifest.demonstration = model.booleanOr("demonstration", false) || manifest.kind == kRenderedKind;
    (void)model.choice("metric", {"cosine"});
    base::ConfigTable input = root->table("input");
    manifest.alignment = readAlignment(input);
    manifest.pixels = readPixels(input);
    base::ConfigTable threshold = root->table("threshold");
    manifest.accept = threshold.number("accept", -1, 1);
    manifest.reject = threshold.number("reject", -1, 1);
    manifest.measuredOn = threshold.text("measured_on", "data set, conditions and date of the thresholds");
    manifest.levels = readLevels(threshold);
    if (manifest.reject > manifest.accept)
        threshold.fault("reject", "is larger than accept", "a value of at most accept");
    const auto faults = root->finish();
    if (!faults.empty())
        return base::fail(Code::ManifestWrong, textOf(faults), base::Retry::NeedsAttendant);
    return manifest;
}

std::string sha256Hex(std::string_view bytes)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1)
        return {};
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string hex;
    for (unsigned i = 0; i < length; ++i)
    {
        hex += kDigits[digest[i] >> 4U];
        hex += kDigits[digest[i] & 15U];
    }
    return hex;
}

} // namespace banshi::face

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/matcher.h"
#include "embedded.h"
#include "network_matcher.h"

#include <fstream>

namespace banshi::face
{

namespace
{

constexpr std::uintmax_t kLargestModel = 512U * 1024 * 1024;
constexpr auto kAttendant = base::Retry::NeedsAttendant;

Result<std::string> readModel(const std::filesystem::path& path)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file)
        return base::fail(Code::ModelMissing, "no readable model at " + path.string(), kAttendant);
    if (size > kLargestModel)
        return base::fail(Code::ModelUnusable, "the model is larger than 512 MiB", kAttendant);
    std::string bytes(size, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    if (static_cast<std::uintmax_t>(file.gcount()) != size)
        return base::fail(Code::ModelMissing, "the model could not be read to its end", kAttendant);
    return bytes;
}

Result<std::unique_ptr<Matcher>> checked(const ModelManifest& manifest, std::string_view bytes)
{
    if (sha256Hex(bytes) != manifest.sha256)
        return base::fail(Code::ModelChecksum, "the model's SHA-256 is not the manifest's", kAttendant);
    return makeNetworkMatcher(manifest, bytes);
}

} // namespace

AlignTemplate renderedTemplate()
{
    AlignTemplate to;
    to.width = 64;
    to.height = 80;
    to.leftEyeX = 18.5;
    to.rightEyeX = 44.5;
    to.eyeY = 32;
    to.mouthY = 0;
    return to;
}

Result<std::unique_ptr<Matcher>> makeMatcher(const std::string& matcher, Mode mode)
{
    const bool ours = matcher == kRenderedMatcher;
    const auto manifest =
        ours ? ModelManifest::parse(std::string(embedded::renderedManifest()), matcher) : ModelManifest::read(matcher);
    if (!manifest)
        return tl::unexpected(manifest.error());
    if (manifest->demonstration && mode == Mode::Production)
        return base::fail(Code::DemonstrationRefused, "a matcher for demonstrations may not decide in production",
                          kAttendant);
    if (manifest->kind == kBarredKind && mode != Mode::Measuring)
        return base::fail(Code::MatcherBarred, "a network of this kind confuses too many people to decide", kAttendant);
    if (ours)
        return checked(*manifest, embedded::renderedWeights());
    const auto bytes = readModel(manifest->file);
    return bytes ? checked(*manifest, *bytes) : tl::unexpected(bytes.error());
}

} // namespace banshi::face

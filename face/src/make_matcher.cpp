// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/matcher.h"
#include "embedded.h"
#include "model_file.h"
#include "network_matcher.h"

namespace banshi::face
{

namespace
{

constexpr auto kAttendant = base::Retry::NeedsAttendant;

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
        return sha256Hex(embedded::renderedWeights()) == manifest->sha256
                   ? makeNetworkMatcher(*manifest, embedded::renderedWeights())
                   : base::fail(Code::ModelChecksum, "the program's own model is not its manifest's", kAttendant);
    const auto bytes = readModelBytes(manifest->file, manifest->sha256);
    return bytes ? makeNetworkMatcher(*manifest, *bytes) : tl::unexpected(bytes.error());
}

} // namespace banshi::face

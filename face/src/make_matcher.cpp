// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/matcher.h"
#include "lbp_matcher.h"
#include "onnx_matcher.h"

namespace banshi::face
{

Result<std::unique_ptr<Matcher>> makeMatcher(const std::string& matcher, Mode mode)
{
    const auto refused = [mode](bool demonstration) { return demonstration && mode == Mode::Production; };
    const char* const why = "a matcher for demonstrations may not decide in production";
    if (matcher == kLbpDemonstration)
    {
        if (refused(true))
            return base::fail(Code::DemonstrationRefused, why, base::Retry::NeedsAttendant);
        return std::make_unique<LbpDemonstrationMatcher>();
    }
    const auto manifest = ModelManifest::read(matcher);
    if (!manifest)
        return tl::unexpected(manifest.error());
    if (refused(manifest->demonstration))
        return base::fail(Code::DemonstrationRefused, why, base::Retry::NeedsAttendant);
    return makeOnnxMatcher(*manifest);
}

} // namespace banshi::face

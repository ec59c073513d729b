// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/matcher.h"

namespace banshi::face
{

/// Square-rooted histograms of dlib's uniform local binary patterns, averaged over slightly moved cut-outs. Needs no
/// weights and cannot tell real people apart (see face/README.md): it stands in where demonstrations and tests
/// compare rendered faces. Threads: any.
class LbpDemonstrationMatcher : public Matcher
{
public:
    [[nodiscard]] const MatcherInfo& info() const override;
    [[nodiscard]] AlignTemplate alignment() const override;
    [[nodiscard]] Result<Embedding> embed(ImageView aligned) override;
};

} // namespace banshi::face

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/samples/samples.h"

#include "parts.h"

namespace banshi::ui::samples
{

pages::FrameContents frame(int step, pages::Foot foot)
{
    pages::FrameContents contents;
    contents.site = say("莲花街道 24 小时自助点", "Lianhua 24-hour self-service point");
    contents.machine = QStringLiteral("SZ-FT-0417");
    contents.now = base::fromRfc3339("2026-11-23T18:14:00Z").value();
    contents.readAloud = true;
    contents.foot = std::move(foot);
    if (step < 0)
        return contents;
    contents.steps = {say("同意", "Consent"), say("身份证", "ID card"), say("面容", "Face"),
                      say("填写", "Details"), say("确认", "Check"),     say("领取", "Collect")};
    contents.step = step;
    return contents;
}

pages::Foot foot(const i18n::Text& next, const i18n::Text& other)
{
    pages::Foot keys;
    keys.back = pages::FootKey{say("上一步", "Back")};
    if (!other.isEmpty())
        keys.other = pages::FootKey{other};
    if (!next.isEmpty())
        keys.next = pages::FootKey{next};
    keys.finish = pages::FootKey{say("结束", "Finish")};
    return keys;
}

std::vector<Sample> allSamples()
{
    std::vector<Sample> all;
    for (const auto& part : {frontSamples(), identitySamples(), formSamples(), taskSamples(), endSamples(),
                             layerSamples(), maintenanceSamples()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace banshi::ui::samples

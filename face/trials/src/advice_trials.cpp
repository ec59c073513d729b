// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/trials/advice_trials.h"

#include "banshi/face/verifier.h"

#include <nlohmann/json.hpp>

namespace banshi::face::trials
{

std::vector<SceneReport> measureAdvice(const AdvicePlan& plan)
{
    const auto verifier = makeVerifier(makeMatcher(std::string(kRenderedMatcher), Mode::Development));
    std::vector<SceneReport> reports;
    for (const Scene scene : kScenes)
    {
        SceneReport report{scene, plan.runs, 0, {}};
        for (int run = 0; run < plan.runs; ++run)
        {
            const std::uint64_t seed = plan.seed + static_cast<std::uint64_t>(run);
            const Image frame = renderScene(scene, seed);
            const bool isKnown = verifier->readChip(renderChip(seed).view()).has_value();
            verifier->reset();
            const auto advice = verifier->look(frame.view()).advice;
            if (isKnown && advice == helpFor(scene))
                ++report.right;
            else
                ++report.others[!isKnown ? "chip" : advice ? std::string(dotted(*advice)) : "none"];
        }
        reports.push_back(std::move(report));
    }
    return reports;
}

double rightShare(const std::vector<SceneReport>& reports)
{
    int runs = 0;
    int right = 0;
    for (const SceneReport& report : reports)
    {
        runs += report.runs;
        right += report.right;
    }
    return runs > 0 ? static_cast<double>(right) / runs : 0;
}

std::string toJson(const std::vector<SceneReport>& reports)
{
    nlohmann::json scenes = nlohmann::json::array();
    for (const SceneReport& report : reports)
        scenes.push_back({{"name", nameOf(report.scene)},
                          {"runs", report.runs},
                          {"right", report.right},
                          {"others", report.others}});
    return nlohmann::json{{"right", rightShare(reports)}, {"scenes", scenes}}.dump();
}

} // namespace banshi::face::trials

// SPDX-License-Identifier: GPL-3.0-or-later
// Step 4 of a platform: what a machine asks for itself.
#include "question_groups.h"

namespace banshi::queue::platformtest
{

using nlohmann::json;

namespace
{

std::string takesHeartbeats(PlatformUnderTest& platform)
{
    const json body = {{"program", "platformtest"},
                       {"at", platform.report("")["made_at"]},
                       {"epoch", PlatformUnderTest::freshEpoch()},
                       {"queue", {{"pending", 0}, {"parked", 0}, {"oldest_s", 0}}},
                       {"disk_free_bytes", 1},
                       {"clock", {{"trusted", true}, {"offset_ms", 0}}},
                       {"faults", json::array()}};
    return unlike(platform.call({.operation = "sendHeartbeat",
                                 .target = "/v1/heartbeats",
                                 .key = platform.freshKey(),
                                 .body = body.dump()}),
                  200);
}

std::string saysWhichCommandsAreOpen(PlatformUnderTest& platform)
{
    return unlike(platform.call({.operation = "getCommands", .target = "/v1/commands?wait_s=0"}), 200);
}

std::string saysWhereTheMachineStands(PlatformUnderTest& platform)
{
    const auto answer = platform.call({.operation = "getSite", .target = "/v1/site"});
    if (auto fault = unlike(answer, 200); !fault.empty())
        return fault;
    return answer.body.value("device", "") == platform.target().device ? std::string() : "it names another machine";
}

std::string knowsOtherPlaces(PlatformUnderTest& platform)
{
    const auto answer = platform.call(
        {.operation = "getSitesNearby", .target = "/v1/sites/nearby?item=" + platform.target().item + "&limit=2"});
    if (auto fault = unlike(answer, 200); !fault.empty())
        return fault;
    int before = 0;
    for (const auto& site : answer.body.at("sites"))
    {
        if (site.at("distance_m") < before)
            return "the nearest does not come first";
        before = site.at("distance_m");
    }
    return answer.body.at("sites").size() <= 2 ? std::string() : "more places than asked for";
}

std::string findsDifferencesBothWays(PlatformUnderTest& platform)
{
    const auto epoch = PlatformUnderTest::freshEpoch();
    const std::string held = platform.freshKey();
    const std::string never = platform.freshKey();
    const auto sent = platform.sendBatch(epoch, {platform.sealed(1, held, platform.report("one"))});
    if (auto fault = unlike(sent, 200); !fault.empty())
        return fault;
    const auto day = platform.report("")["made_at"].get<std::string>();
    const json body = {
        {"device", platform.target().device},
        {"epoch", epoch},
        {"from_seq", 1},
        {"to_seq", 2},
        {"items",
         {{{"seq", 1}, {"key", held}, {"state", "pending"}}, {{"seq", 2}, {"key", never}, {"state", "arrived"}}}}};
    const auto answer =
        platform.call({.operation = "reconcile",
                       .target = "/v1/reconcile/" + day.substr(0, 4) + day.substr(5, 2) + day.substr(8, 2),
                       .key = platform.freshKey(),
                       .body = body.dump()});
    if (auto fault = unlike(answer, 200); !fault.empty())
        return fault;
    if (answer.body.at("missing") != json::array({never}))
        return "missing is " + answer.body.at("missing").dump();
    const auto& surplus = answer.body.at("surplus");
    return surplus.size() == 1 && surplus[0].at("key") == held ? std::string() : "surplus is " + surplus.dump();
}

} // namespace

std::vector<Question> machineQuestions()
{
    return {{"takesHeartbeats", takesHeartbeats},
            {"saysWhichCommandsAreOpen", saysWhichCommandsAreOpen},
            {"saysWhereTheMachineStands", saysWhereTheMachineStands},
            {"knowsOtherPlaces", knowsOtherPlaces},
            {"findsDifferencesBothWays", findsDifferencesBothWays}};
}

} // namespace banshi::queue::platformtest

// SPDX-License-Identifier: GPL-3.0-or-later
// Step 2 of a platform: one act has one key, and a key has one answer.
#include "question_groups.h"

#include <array>
#include <thread>

namespace banshi::queue::platformtest
{

using nlohmann::json;

namespace
{

Ask session(const PlatformUnderTest& platform, const std::string& key, const char* locale = "zh-CN")
{
    const json body = {{"item", platform.target().item}, {"locale", locale}, {"consents", json::array()}};
    return {.operation = "createSession", .target = "/v1/sessions", .key = key, .body = body.dump()};
}

std::string wantsAKey(PlatformUnderTest& platform)
{
    return unlike(platform.call(session(platform, {})), 400, "request.keyMissing");
}

std::string refusesWhatTheContractDoesNotName(PlatformUnderTest& platform)
{
    auto ask = session(platform, platform.freshKey());
    auto body = json::parse(ask.body);
    body["colour"] = "red";
    ask.body = body.dump();
    return unlike(platform.call(ask), 400, "request.invalid");
}

std::string givesTheFirstAnswerAgain(PlatformUnderTest& platform)
{
    const auto ask = session(platform, platform.freshKey());
    const auto first = platform.call(ask);
    const auto second = platform.call(ask);
    if (auto fault = unlike(first, 201) + unlike(second, 201); !fault.empty())
        return fault;
    return first.body == second.body ? std::string() : "the second answer differs from the first";
}

std::string refusesAKeyWithOtherContent(PlatformUnderTest& platform)
{
    const std::string key = platform.freshKey();
    if (auto fault = unlike(platform.call(session(platform, key)), 201); !fault.empty())
        return fault;
    return unlike(platform.call(session(platform, key, "en")), 422, "request.keyReused");
}

std::string worksOnceWhenTheSameComesAtOnce(PlatformUnderTest& platform)
{
    const auto ask = session(platform, platform.freshKey());
    std::array<Answer, 4> answers;
    {
        std::vector<std::jthread> callers;
        for (auto& answer : answers)
            callers.emplace_back([&] { answer = platform.call(ask); });
    }
    json first;
    for (const auto& answer : answers)
    {
        if (!answer.fault.empty())
            return answer.fault;
        if (answer.status == 409 && answer.code() == "request.running")
            continue;
        if (auto fault = unlike(answer, 201); !fault.empty())
            return fault;
        if (!first.is_null() && first != answer.body)
            return "two callers with one key got two answers";
        first = answer.body;
    }
    return first.is_null() ? "nobody got an answer" : std::string();
}

std::string saysWhatBecameOfAKey(PlatformUnderTest& platform)
{
    const std::string key = platform.freshKey();
    const Ask outcome{.operation = "getOutcome", .target = "/v1/outcomes/" + key};
    const auto before = platform.call(outcome);
    if (auto fault = unlike(before, 200); !fault.empty() || before.body.value("state", "") != "unknown")
        return fault.empty() ? "a key that never came is not 'unknown'" : fault;
    const auto made = platform.call(session(platform, key));
    const auto after = platform.call(outcome);
    if (auto fault = unlike(made, 201) + unlike(after, 200); !fault.empty())
        return fault;
    const bool isRight =
        after.body.value("state", "") == "done" && after.body.value("operation", "") == "createSession" &&
        after.body.value("status", 0) == made.status && after.body.value("answer", json()) == made.body;
    return isRight ? std::string() : "the outcome is not the first answer: " + after.body.dump();
}

std::string hasOneEffectAlthoughTheCallerHungUp(PlatformUnderTest& platform)
{
    // Whatever the server did with the request of a caller who did not wait, a repeat has one answer and keeps it.
    auto ask = session(platform, platform.freshKey());
    ask.deadline = std::chrono::milliseconds(1);
    (void)platform.call(ask);
    ask.deadline.reset();
    constexpr int kTries = 50; // a server may still be busy with the first one
    Answer answer;
    for (int i = 0; i < kTries; ++i)
    {
        answer = platform.call(ask);
        if (answer.status != 409)
            break;
    }
    if (auto fault = unlike(answer, 201); !fault.empty())
        return fault;
    return platform.call(ask).body == answer.body ? std::string() : "the next answer differs";
}

std::string remembersKeysAfterARestart(PlatformUnderTest& platform)
{
    const std::string key = platform.freshKey();
    const auto ask = session(platform, key);
    const auto first = platform.call(ask);
    if (auto fault = unlike(first, 201); !fault.empty())
        return fault;
    if (!platform.target().restart())
        return "the restart failed";
    const auto again = platform.call(ask);
    if (auto fault = unlike(again, 201); !fault.empty())
        return fault;
    if (again.body != first.body)
        return "after the restart the answer is another one";
    return unlike(platform.call(session(platform, key, "en")), 422, "request.keyReused");
}

} // namespace

std::vector<Question> keyQuestions()
{
    return {{"wantsAKey", wantsAKey},
            {"refusesWhatTheContractDoesNotName", refusesWhatTheContractDoesNotName},
            {"givesTheFirstAnswerAgain", givesTheFirstAnswerAgain},
            {"refusesAKeyWithOtherContent", refusesAKeyWithOtherContent},
            {"worksOnceWhenTheSameComesAtOnce", worksOnceWhenTheSameComesAtOnce},
            {"saysWhatBecameOfAKey", saysWhatBecameOfAKey},
            {"hasOneEffectAlthoughTheCallerHungUp", hasOneEffectAlthoughTheCallerHungUp},
            {"remembersKeysAfterARestart", remembersKeysAfterARestart, true}};
}

} // namespace banshi::queue::platformtest

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/platformtest/platform_under_test.h"

#include <functional>

namespace banshi::queue::platformtest
{

/// How one question was answered.
struct Mark
{
    enum class Kind
    {
        Passed,
        Failed,
        Skipped,
    };
    std::string question; ///< a sentence in camelCase
    Kind kind = Kind::Passed;
    std::string detail; ///< what was seen instead, or why it was skipped
};

/// One question to a platform: empty when the answer is right, else what was seen instead.
struct Question
{
    std::string name;
    std::function<std::string(PlatformUnderTest&)> ask;
    bool needsRestart = false;
};

/// All questions, in the order in which a platform is best built (contract/PLATFORM.md).
[[nodiscard]] std::vector<Question> questions();

/// Asks them all; `said` is called after each. Returns whether none failed. Threads: the caller's; blocks.
bool examine(PlatformUnderTest& platform, const std::vector<Question>& all,
             const std::function<void(const Mark&)>& said);

} // namespace banshi::queue::platformtest

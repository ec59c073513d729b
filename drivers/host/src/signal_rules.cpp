// SPDX-License-Identifier: Apache-2.0
#include "signal_rules.h"

#include "landlock_version.h"

#include <cstdint>

namespace banshi::drivers::host
{

namespace
{

// Debian 12's headers end before version 6 of the interface (Linux 6.12, Documentation/userspace-api/landlock.rst).
constexpr int kScopeVersion = 6;
constexpr std::uint64_t kSignals = 2;

struct Ruleset
{
    std::uint64_t files;
    std::uint64_t network;
    std::uint64_t scoped;
};

} // namespace

bool confineSignals(const SandboxRules& rules)
{
    if (!rules.childProcesses || landlockVersion() < kScopeVersion)
        return true;
    const Ruleset handled{0, 0, kSignals};
    const int ruleset = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, sizeof(handled), 0));
    if (ruleset < 0)
        return false;
    const bool isDone = ::syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    ::close(ruleset);
    return isDone;
}

} // namespace banshi::drivers::host

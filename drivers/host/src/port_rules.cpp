// SPDX-License-Identifier: Apache-2.0
#include "port_rules.h"

#include "landlock_version.h"

#include <algorithm>
#include <cstdint>

namespace banshi::drivers::host
{

namespace
{

// Debian 12's headers end before version 4 of the interface (Linux 6.7, Documentation/userspace-api/landlock.rst).
constexpr int kPortVersion = 4;
constexpr int kNetPortRule = 2;
constexpr std::uint64_t kBindTcp = 1;
constexpr std::uint64_t kConnectTcp = 2;

struct Ruleset
{
    std::uint64_t files;
    std::uint64_t network;
};

struct NetPort
{
    std::uint64_t allowed;
    std::uint64_t port;
};

bool allowConnect(int ruleset, std::uint16_t port)
{
    const NetPort rule{kConnectTcp, port};
    return ::syscall(SYS_landlock_add_rule, ruleset, kNetPortRule, &rule, 0) == 0;
}

} // namespace

PortConfinement confinePorts(const SandboxRules& rules)
{
    if (landlockVersion() < kPortVersion)
        return PortConfinement::NotOffered;
    const Ruleset handled{0, kBindTcp | (rules.ports ? kConnectTcp : 0)};
    const int ruleset = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, sizeof(handled), 0));
    if (ruleset < 0)
        return PortConfinement::Failed;
    const auto allow = [ruleset](std::uint16_t port) { return allowConnect(ruleset, port); };
    const bool isDone = (!rules.ports || std::ranges::all_of(*rules.ports, allow)) &&
                        ::syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    ::close(ruleset);
    return isDone ? PortConfinement::Done : PortConfinement::Failed;
}

} // namespace banshi::drivers::host

// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/process_limits.h"

#include <algorithm>
#include <sys/resource.h>

namespace banshi::drivers::host
{

namespace
{

constexpr rlim_t kMib = 1024 * 1024;
constexpr rlim_t kFiles = 256; // a device, sockets, libraries; a leak of a file per operation ends here within a day

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsSanitized = true;
#else
constexpr bool kIsSanitized = false;
#endif

// Lowers a limit, never raises it.
bool lower(__rlimit_resource_t which, rlim_t most)
{
    rlimit now{};
    if (getrlimit(which, &now) != 0)
        return false;
    now.rlim_max = std::min(now.rlim_max, most);
    now.rlim_cur = std::min(now.rlim_cur, now.rlim_max);
    return setrlimit(which, &now) == 0;
}

} // namespace

bool limitProcess(const ProcessLimits& limits)
{
    const bool isUnlimited = kIsSanitized || limits.memoryMib <= 0;
    return lower(RLIMIT_CORE, 0) && lower(RLIMIT_NOFILE, kFiles) &&
           (isUnlimited || lower(RLIMIT_AS, static_cast<rlim_t>(limits.memoryMib) * kMib));
}

} // namespace banshi::drivers::host

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace banshi::drivers::host
{

/// The version of Landlock's interface that this kernel offers; less than 1 when there is none, or for a sanitizer's
/// build, which writes its reports where it likes. Threads: any.
[[nodiscard]] inline int landlockVersion()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return 0;
#else
    // glibc 2.36 wraps none of Landlock's three calls.
    return static_cast<int>(::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION));
#endif
}

} // namespace banshi::drivers::host

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/host/sandbox.h"
#include "in_a_child.h"

#include <cerrno>

namespace banshi::testing
{

/// Rules that open the system's own files and nothing else.
inline drivers::host::SandboxRules systemOnly()
{
    drivers::host::SandboxRules rules;
    rules.readable = {"/usr", "/lib", "/lib64", "/etc"};
    return rules;
}

/// True when a system call ended as the filter ends it.
inline bool isRefused(long result)
{
    return result < 0 && errno == EPERM;
}

} // namespace banshi::testing

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

namespace banshi::testing
{

/// Runs `look` in a process of its own, for what cannot be taken back; true when it says so.
template <class Look>
bool inAChild(const Look& look)
{
    const pid_t child = ::fork();
    if (child == 0)
        std::_Exit(look() ? 0 : 1);
    int status = -1;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace banshi::testing

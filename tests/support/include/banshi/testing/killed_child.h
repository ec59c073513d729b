// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

namespace banshi::testing
{

/// How a child process ended.
enum class ChildEnd
{
    Finished, ///< it did all its work
    Killed,   ///< by SIGKILL, before the change that was named
};

/// Runs `work` in a child process and kills it with SIGKILL before its `change`-th change to a disk (from 1): making,
/// writing, cutting, renaming, removing or syncing a file or folder, in any of its threads (ptrace(2)). What stands on
/// the disk between two changes is the same at every moment, so all changes together are all moments of a crash.
/// Nothing when the system does not let a process trace its child, or the child failed. Threads: the test's; blocks.
[[nodiscard]] std::optional<ChildEnd> killedBeforeChange(int change, const std::function<void()>& work);

} // namespace banshi::testing

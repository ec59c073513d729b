// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace banshi::drivers::host
{

/// What a driver's process may still do. Paths that do not exist are passed over.
struct SandboxRules
{
    std::vector<std::string> readable; ///< may be read and executed, with all below
    std::vector<std::string> devices;  ///< may be read and written, with all below; nothing may be made or removed
    std::vector<std::string> files;    ///< made when they are missing, then read and written
    std::vector<std::string> own;      ///< private folders: everything
    bool childProcesses = false;       ///< may start programs; they inherit the rules
    bool localSockets = false;         ///< may connect to Unix sockets, e.g. a daemon for smart cards
};

/// How much of the rules the kernel enforces.
enum class Confinement
{
    Full,      ///< files and system calls
    CallsOnly, ///< a kernel without Landlock, or a sanitizer's build, which writes reports where it likes
    None,      ///< refused: the process must not go on to load a driver
};

/// Confines this process for the rest of its life, before any of a vendor's code is mapped: files by Landlock
/// (landlock(7)), system calls by seccomp (seccomp(2)). Refused with EPERM are other people's memory and processes
/// (ptrace, process_vm_*, kill of others), programs, mounts, modules, namespaces, keys, kernel interfaces that only
/// attackers need, and sockets that are neither IP nor netlink. Which address a driver talks to is not the kernel's to
/// say here: on a machine systemd's unit does that. Threads: main, before others start.
[[nodiscard]] Confinement confine(const SandboxRules& rules);

} // namespace banshi::drivers::host

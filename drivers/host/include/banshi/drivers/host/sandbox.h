// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
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
    bool datagrams = false;            ///< may send UDP, which is how names are looked up
    std::optional<std::vector<std::uint16_t>> ports; ///< TCP ports that may be connected to; absent: any port
};

/// How much of the rules the kernel enforces.
enum class Confinement
{
    Full,      ///< files, TCP ports and system calls
    NoPorts,   ///< files and system calls; a kernel before 6.7 (Landlock before version 4) keeps no ports
    CallsOnly, ///< a kernel without Landlock, or a sanitizer's build, which writes reports where it likes
    None,      ///< refused: the process must not go on to load a driver
};

/// Confines this process for the rest of its life, before any of a vendor's code is mapped: files by Landlock
/// and TCP ports by Landlock (landlock(7)), system calls by seccomp (seccomp(2)). Refused with EPERM are other people's
/// memory and processes (ptrace, process_vm_*, kill of others), programs, mounts, modules, namespaces, keys, kernel
/// interfaces that only attackers need, sockets that are neither TCP, UDP nor netlink; with EACCES files and TCP ports
/// that the rules do not name, and every bind(2) of TCP: what listens does so before. Landlock knows ports and no
/// addresses: which address a driver talks to is said by systemd's unit. Threads: main, before others start.
[[nodiscard]] Confinement confine(const SandboxRules& rules);

} // namespace banshi::drivers::host

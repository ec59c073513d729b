// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/killed_child.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace banshi::testing
{

namespace
{

constexpr int kSyscallStop = SIGTRAP | 0x80; // ptrace(2), PTRACE_O_TRACESYSGOOD

bool isChange(const __ptrace_syscall_info& call)
{
    constexpr std::array<long, 15> kChanging{SYS_write,     SYS_pwrite64, SYS_pwritev,   SYS_writev,   SYS_ftruncate,
                                             SYS_fallocate, SYS_fsync,    SYS_fdatasync, SYS_renameat, SYS_renameat2,
                                             SYS_linkat,    SYS_unlinkat, SYS_mkdirat,   SYS_truncate, SYS_fchmod};
    const auto number = static_cast<long>(call.entry.nr);
#ifdef SYS_rename // not on every architecture
    constexpr std::array<long, 5> kOld{SYS_rename, SYS_unlink, SYS_mkdir, SYS_rmdir, SYS_link};
    if (std::ranges::find(kOld, number) != kOld.end())
        return true;
#endif
    if (number == SYS_openat)
        return (call.entry.args[2] & O_CREAT) != 0;
    return std::ranges::find(kChanging, number) != kChanging.end();
}

/// The child and its threads, let on from system call to system call.
class Tracer
{
public:
    Tracer(pid_t child, int change) : m_child(child), m_change(change) {}

    std::optional<ChildEnd> follow()
    {
        int status = 0;
        if (::waitpid(m_child, &status, 0) != m_child || !WIFSTOPPED(status))
            return std::nullopt;
        constexpr long kOptions = PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACECLONE;
        if (::ptrace(PTRACE_SETOPTIONS, m_child, nullptr, kOptions) != 0)
            return std::nullopt;
        letOn(m_child, 0);
        for (;;)
        {
            const pid_t who = ::waitpid(-m_child, &status, __WALL);
            if (who < 0)
                return std::nullopt;
            if (who == m_child && WIFEXITED(status))
                return WEXITSTATUS(status) == EXIT_SUCCESS ? std::optional(ChildEnd::Finished) : std::nullopt;
            if (who == m_child && WIFSIGNALED(status))
                return m_isStruck ? std::optional(ChildEnd::Killed) : std::nullopt;
            if (WIFSTOPPED(status))
                stopped(who, WSTOPSIG(status), status >> 16);
        }
    }

private:
    void stopped(pid_t who, int signal, int event)
    {
        if (signal == kSyscallStop && isNextChange(who))
        {
            m_isStruck = true;
            ::kill(m_child, SIGKILL);
            return;
        }
        // A new thread's first stop and the stops of ptrace itself are no signals of the child's own.
        const bool isOwn = signal != kSyscallStop && signal != SIGSTOP && event == 0;
        letOn(who, isOwn ? signal : 0);
    }
    bool isNextChange(pid_t who)
    {
        __ptrace_syscall_info call{};
        const long size = ::ptrace(PTRACE_GET_SYSCALL_INFO, who, sizeof call, &call);
        return size > 0 && call.op == PTRACE_SYSCALL_INFO_ENTRY && isChange(call) && --m_change == 0;
    }
    static void letOn(pid_t who, int signal) { ::ptrace(PTRACE_SYSCALL, who, nullptr, static_cast<long>(signal)); }

    pid_t m_child;
    int m_change;
    bool m_isStruck = false;
};

} // namespace

std::optional<ChildEnd> killedBeforeChange(int change, const std::function<void()>& work)
{
    const pid_t child = ::fork();
    if (child < 0)
        return std::nullopt;
    if (child == 0)
    {
        ::setpgid(0, 0); // so that waiting for the group is waiting for it and its threads
        if (::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0 || ::raise(SIGSTOP) != 0)
            ::_exit(EXIT_FAILURE);
        work();
        ::_exit(EXIT_SUCCESS);
    }
    return Tracer(child, change).follow();
}

} // namespace banshi::testing

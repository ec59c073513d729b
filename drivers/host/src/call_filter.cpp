// SPDX-License-Identifier: Apache-2.0
#include "call_filter.h"

#include <cerrno>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <netinet/in.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace banshi::drivers::host
{

namespace
{

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

const char* const kNever[] = {
    // the memory and the files of other processes
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp", "pidfd_getfd", "pidfd_send_signal",
    // the machine
    "mount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen", "fsconfig", "fsmount", "fspick",
    "mount_setattr", "swapon", "swapoff", "reboot", "kexec_load", "kexec_file_load", "init_module", "finit_module",
    "delete_module", "sethostname", "setdomainname", "acct", "quotactl", "settimeofday", "clock_settime",
    "clock_adjtime", "adjtimex", "iopl", "ioperm", "syslog",
    // namespaces, keys, and what attacks on the kernel begin with
    "unshare", "setns", "bpf", "perf_event_open", "userfaultfd", "keyctl", "add_key", "request_key",
    "open_by_handle_at", "name_to_handle_at", "io_uring_setup", "io_uring_enter", "io_uring_register", "vhangup",
    "fanotify_init", "lookup_dcookie", "personality", "modify_ldt"};

const char* const kForChildrenOnly[] = {"execve", "execveat", "fork", "vfork"};

scmp_arg_cmp argument(unsigned index, scmp_compare how, scmp_datum_t value, scmp_datum_t masked = 0)
{
    return {index, how, value, masked};
}

bool isAdded(int result)
{
    return result == 0 || result == -EDOM || result == -EFAULT; // a call that this architecture does not have
}

bool deny(const Filter& filter, const char* call)
{
    const int number = seccomp_syscall_resolve_name(call);
    return number == __NR_SCMP_ERROR || isAdded(seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), number, 0));
}

bool denyIf(const Filter& filter, int call, std::initializer_list<scmp_arg_cmp> conditions)
{
    return isAdded(seccomp_rule_add_array(filter.get(), SCMP_ACT_ERRNO(EPERM), call,
                                          static_cast<unsigned>(conditions.size()), conditions.begin()));
}

// Signal 0 stays, which only asks whether a process lives: QLockFile takes the lock of a dead one by it.
bool denySignals(const Filter& filter)
{
    const auto self = static_cast<scmp_datum_t>(::getpid());
    const auto others = argument(0, SCMP_CMP_NE, self);
    return denyIf(filter, SCMP_SYS(kill), {others, argument(1, SCMP_CMP_NE, 0)}) &&
           denyIf(filter, SCMP_SYS(tgkill), {others}) && deny(filter, "tkill") &&
           denyIf(filter, SCMP_SYS(rt_sigqueueinfo), {others}) && denyIf(filter, SCMP_SYS(rt_tgsigqueueinfo), {others});
}

constexpr scmp_datum_t kNumberBits = 0xffffffff; // pid_t: the kernel does not look at the rest of the register

// Whoever starts programs ends them, also by the group that each leads. -1 is everybody of this user, sessions and
// gateway too; 0 and the own group's number are the launcher's group, where it gives its hosts none of their own.
bool denySignalsToMany(const Filter& filter)
{
    const auto isSignal = argument(1, SCMP_CMP_NE, 0);
    for (const pid_t many : {-1, 0, -::getpgrp()})
    {
        const auto number = static_cast<scmp_datum_t>(static_cast<std::uint32_t>(many));
        if (!denyIf(filter, SCMP_SYS(kill), {argument(0, SCMP_CMP_MASKED_EQ, kNumberBits, number), isSignal}))
            return false;
    }
    return true;
}

// A limit of processor time that is set to nothing ends a process as well as a signal. 0 is the asking process.
bool denyLimitsOfOthers(const Filter& filter)
{
    return denyIf(filter, SCMP_SYS(prlimit64), {argument(0, SCMP_CMP_NE, 0)});
}

// Threads are clones, too. The flags of clone3 lie in memory where no filter sees them: glibc goes on to clone(2).
bool denyChildren(const Filter& filter)
{
    for (const char* call : kForChildrenOnly)
        if (!deny(filter, call))
            return false;
    return denyIf(filter, SCMP_SYS(clone), {argument(0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)}) &&
           isAdded(seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0)) && denySignals(filter);
}

constexpr scmp_datum_t kKindBits = 0xf; // SOCK_TYPE_MASK of Linux; the rest are SOCK_CLOEXEC and SOCK_NONBLOCK

// Of IP only TCP is left, whose ports Landlock knows, and UDP where it is asked for. Fast open connects without
// connect(2), which is where Landlock looks.
bool denyBesideTcp(const Filter& filter, bool datagrams)
{
    for (const scmp_datum_t family : {AF_INET, AF_INET6})
    {
        for (const scmp_datum_t kind : {SOCK_DGRAM, SOCK_RAW, SOCK_RDM, SOCK_SEQPACKET, SOCK_DCCP, SOCK_PACKET})
            if (!(datagrams && kind == SOCK_DGRAM) &&
                !denyIf(filter, SCMP_SYS(socket),
                        {argument(0, SCMP_CMP_EQ, family), argument(1, SCMP_CMP_MASKED_EQ, kKindBits, kind)}))
                return false;
        if (!denyIf(filter, SCMP_SYS(socket),
                    {argument(0, SCMP_CMP_EQ, family), argument(2, SCMP_CMP_GT, IPPROTO_UDP)})) // SCTP, MPTCP, …
            return false;
    }
    constexpr scmp_datum_t kFastOpen = MSG_FASTOPEN;
    return denyIf(filter, SCMP_SYS(sendto), {argument(3, SCMP_CMP_MASKED_EQ, kFastOpen, kFastOpen)}) &&
           denyIf(filter, SCMP_SYS(sendmsg), {argument(2, SCMP_CMP_MASKED_EQ, kFastOpen, kFastOpen)}) &&
           denyIf(filter, SCMP_SYS(sendmmsg), {argument(3, SCMP_CMP_MASKED_EQ, kFastOpen, kFastOpen)});
}

// What is left are AF_INET, AF_INET6 and AF_NETLINK (the kernel's word on interfaces and plugged devices).
bool denyFamilies(const Filter& filter, bool localSockets)
{
    if (!localSockets && !denyIf(filter, SCMP_SYS(socket), {argument(0, SCMP_CMP_EQ, AF_UNIX)}))
        return false;
    for (scmp_datum_t family = AF_UNIX + 1; family < AF_NETLINK; ++family)
        if (family != AF_INET && family != AF_INET6 &&
            !denyIf(filter, SCMP_SYS(socket), {argument(0, SCMP_CMP_EQ, family)}))
            return false;
    return denyIf(filter, SCMP_SYS(socket), {argument(0, SCMP_CMP_GT, AF_NETLINK)});
}

} // namespace

bool filterCalls(const SandboxRules& rules)
{
    const Filter filter(seccomp_init(SCMP_ACT_ALLOW), &seccomp_release);
    if (!filter)
        return false;
    for (const char* call : kNever)
        if (!deny(filter, call))
            return false;
    return (rules.childProcesses ? denySignalsToMany(filter) : denyChildren(filter)) && denyLimitsOfOthers(filter) &&
           denyFamilies(filter, rules.localSockets) && denyBesideTcp(filter, rules.datagrams) &&
           seccomp_load(filter.get()) == 0;
}

} // namespace banshi::drivers::host

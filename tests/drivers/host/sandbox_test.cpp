// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/sandbox.h"

#include "banshi/testing/suite.h"
#include "confined.h"
#include "landlock_version.h"

#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <future>
#include <sched.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <thread>

using namespace banshi::drivers;
using banshi::testing::inAChild;
using banshi::testing::isRefused;
using banshi::testing::systemOnly;

namespace
{

bool opens(const std::string& path, int how)
{
    const int file = ::open(path.c_str(), how | O_CLOEXEC, 0600);
    if (file >= 0)
        ::close(file);
    return file >= 0;
}

// Beyond the last: the kernel says EINVAL and sends nothing, where no filter says EPERM before.
const int kNoSignal = SIGRTMAX + 1;

bool endsAChildByItsGroup()
{
    const pid_t child = ::fork();
    if (child == 0)
        for (;;)
            ::pause();
    int status = -1;
    return child > 0 && ::setpgid(child, child) == 0 && ::kill(-child, SIGKILL) == 0 &&
           ::waitpid(child, &status, 0) == child && WIFSIGNALED(status);
}

bool runsTrue()
{
    const pid_t child = ::fork();
    if (child == 0)
    {
        ::execl("/usr/bin/true", "true", nullptr);
        std::_Exit(1);
    }
    int status = -1;
    return child > 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

class SandboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        for (const char* folder : {"secret", "device", "own"})
        {
            std::filesystem::create_directories(path(folder));
            std::ofstream(path(folder) + "/file") << "text";
        }
    }

    void keepsTheMemoryOfOthersOutOfReach()
    {
        static char here = 'x';
        const pid_t other = ::getpid();
        QVERIFY(inAChild([&] {
            char got = 0;
            iovec mine{&got, 1};
            iovec theirs{&here, 1};
            const bool couldBefore = ::process_vm_readv(other, &mine, 1, &theirs, 1, 0) == 1;
            const auto confinement = host::confine(systemOnly());
            const bool hasFiles = confinement == host::Confinement::Full; // a sanitizer's build confines calls only
            return confinement != host::Confinement::None && couldBefore &&
                   isRefused(::process_vm_readv(other, &mine, 1, &theirs, 1, 0)) &&
                   (!hasFiles || !opens("/proc/" + std::to_string(other) + "/mem", O_RDONLY));
        }));
    }

    void startsNoPrograms()
    {
        QVERIFY(inAChild([] {
            return host::confine(systemOnly()) != host::Confinement::None && isRefused(::fork()) &&
                   isRefused(::execl("/usr/bin/true", "true", nullptr));
        }));
    }

    void startsProgramsWithThePermission()
    {
        QVERIFY(inAChild([] {
            auto rules = systemOnly();
            rules.childProcesses = true;
            return host::confine(rules) != host::Confinement::None && runsTrue();
        }));
    }

    void startsThreads()
    {
#ifdef __SANITIZE_THREAD__
        QSKIP("a thread sanitizer starts no thread in a forked child under a filter");
#endif
        QVERIFY(inAChild([] {
            bool ran = false;
            if (host::confine(systemOnly()) == host::Confinement::None)
                return false;
            std::thread([&] { ran = true; }).join();
            return ran;
        }));
    }

    void signalsNobodyElse()
    {
        const pid_t other = ::getpid();
        QVERIFY(inAChild([&] {
            return host::confine(systemOnly()) != host::Confinement::None && isRefused(::kill(other, SIGCONT)) &&
                   isRefused(::kill(-1, kNoSignal)) && isRefused(::sigqueue(other, SIGCONT, {})) &&
                   ::kill(other, 0) == 0 && ::kill(::getpid(), 0) == 0;
        }));
    }

    void endsItsOwnProgramsAndNobodyElseWithThePermission()
    {
        const pid_t other = ::getpid();
        QVERIFY(inAChild([&] {
            auto rules = systemOnly();
            rules.childProcesses = true;
            if (host::confine(rules) == host::Confinement::None)
                return false;
            for (const pid_t many : {-1, 0, -::getpgrp()})
                if (!isRefused(::kill(many, kNoSignal)))
                    return false;
            constexpr long kEverybodyUnextended = 0xffffffffL;
            const bool isScoped = host::landlockVersion() >= 6; // older kernels do not know whose a process is
            return isRefused(::syscall(SYS_kill, kEverybodyUnextended, kNoSignal)) && endsAChildByItsGroup() &&
                   (!isScoped || isRefused(::kill(other, SIGCONT)));
        }));
    }

    void setsNoLimitsOfOthers()
    {
        const pid_t other = ::getpid();
        QVERIFY(inAChild([&] {
            rlimit files{};
            return host::confine(systemOnly()) != host::Confinement::None &&
                   isRefused(::prlimit(other, RLIMIT_NOFILE, nullptr, &files)) &&
                   ::getrlimit(RLIMIT_NOFILE, &files) == 0 && ::setrlimit(RLIMIT_NOFILE, &files) == 0;
        }));
    }

    void changesNothingOfTheMachine()
    {
        QVERIFY(inAChild([] {
            return host::confine(systemOnly()) != host::Confinement::None && isRefused(::unshare(CLONE_NEWUSER));
        }));
    }

    void opensOnlyWhatTheRulesName()
    {
        if (!inAChild([] { return host::confine(systemOnly()) == host::Confinement::Full; }))
            QSKIP("this kernel has no Landlock, or a sanitizer watches");
        auto rules = systemOnly();
        rules.devices = {path("device"), "/no/such/place"};
        rules.own = {path("own")};
        QVERIFY(inAChild([&] {
            return host::confine(rules) == host::Confinement::Full && !opens(path("secret/file"), O_RDONLY) &&
                   opens(path("device/file"), O_RDWR) && !opens(path("device/new"), O_WRONLY | O_CREAT) &&
                   ::unlink(path("device/file").c_str()) != 0 && opens(path("own/new"), O_WRONLY | O_CREAT) &&
                   ::unlink(path("own/new").c_str()) == 0 && opens("/usr/bin/true", O_RDONLY) &&
                   !opens("/usr/bin/true", O_WRONLY);
        }));
        QVERIFY(inAChild([&] {
            return host::confine(rules) == host::Confinement::Full && ::truncate(path("secret/file").c_str(), 0) != 0;
        }));
    }

    // A rule for a folder holds for whatever stands there later; one for a file does not.
    void opensANodeThatIsPluggedInAgainUnderAnotherNumber()
    {
        if (!inAChild([] { return host::confine(systemOnly()) == host::Confinement::Full; }))
            QSKIP("this kernel has no Landlock, or a sanitizer watches");
        auto rules = systemOnly();
        rules.devices = {path("device"), path("secret/file")};
        QVERIFY(inAChild([&] {
            std::promise<void> confined;
            std::promise<void> plugged;
            std::thread outside([&] { // Landlock confines the thread that asks, and those that it starts later
                confined.get_future().wait();
                for (const char* node : {"device", "secret"})
                {
                    std::filesystem::remove(path(node) + "/file");
                    std::ofstream(path(node) + "/file") << "again";
                    std::ofstream(path(node) + "/another") << "again";
                }
                plugged.set_value();
            });
            const bool isConfined =
                host::confine(rules) == host::Confinement::Full && opens(path("secret/file"), O_RDWR);
            confined.set_value();
            plugged.get_future().wait();
            outside.join();
            return isConfined && opens(path("device/file"), O_RDWR) && opens(path("device/another"), O_RDWR) &&
                   !opens(path("secret/file"), O_RDWR);
        }));
    }

    void makesAndWritesTheNamedFileAndNoOtherBesideIt()
    {
        auto rules = systemOnly();
        rules.files = {path("secret/record.txt")};
        const bool isConfined = inAChild([&] { return host::confine(rules) == host::Confinement::Full; });
        QVERIFY(std::filesystem::exists(path("secret/record.txt")));
        if (!isConfined)
            QSKIP("this kernel has no Landlock, or a sanitizer watches");
        QVERIFY(inAChild([&] {
            return host::confine(rules) == host::Confinement::Full &&
                   opens(path("secret/record.txt"), O_WRONLY | O_CREAT | O_APPEND) &&
                   !opens(path("secret/file"), O_RDONLY) && !opens(path("secret/other"), O_WRONLY | O_CREAT);
        }));
        rules.files = {path("no/such/folder/record.txt")};
        QVERIFY(inAChild([&] { return host::confine(rules) == host::Confinement::None; }));
    }

private:
    std::string path(const char* below) const { return m_folder.filePath(QString::fromLatin1(below)).toStdString(); }

    QTemporaryDir m_folder;
};

BANSHI_TEST(SandboxTest)
#include "sandbox_test.moc"

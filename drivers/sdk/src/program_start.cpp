// SPDX-License-Identifier: Apache-2.0
#include "program_start.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <linux/close_range.h>
#include <map>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace banshi::drivers::sdk
{

namespace
{

constexpr int kCannotStart = 127; // as the shell says it
constexpr int kAside = 10;        // first descriptor that is none of those which a program gets
constexpr int kMostFiles = 1024;  // looked through where the kernel has no close_range(2)

// A pipe whose ends are closed unless they were taken.
class Pipe
{
public:
    Pipe() : m_isMade(::pipe2(m_ends.data(), O_CLOEXEC) == 0) {}
    ~Pipe()
    {
        for (const int end : m_ends)
            if (end >= 0)
                ::close(end);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    [[nodiscard]] bool isMade() const { return m_isMade; }
    [[nodiscard]] int reading() const { return m_ends[0]; }
    [[nodiscard]] int writing() const { return m_ends[1]; }
    int takeReading() { return std::exchange(m_ends[0], -1); }
    int takeWriting() { return std::exchange(m_ends[1], -1); }
    void closeWriting() { ::close(takeWriting()); }

private:
    std::array<int, 2> m_ends{-1, -1};
    bool m_isMade;
};

std::vector<char*> pointersTo(std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    for (std::string& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

std::vector<std::string> environmentOf(const Program& program, const std::string& folder)
{
    std::map<std::string, std::string> values{
        {"PATH", "/usr/bin:/bin"}, {"LANG", "C.UTF-8"}, {"HOME", folder}, {"TMPDIR", folder}};
    for (const std::string& entry : program.environment)
        if (const auto at = entry.find('='); at != std::string::npos)
            values[entry.substr(0, at)] = entry.substr(at + 1);
    std::vector<std::string> entries;
    for (const auto& [name, value] : values)
        entries.push_back(name + '=' + value);
    return entries;
}

// Everything that the child needs, made before the fork: after it, only what is safe in a signal handler may be called.
struct Launch
{
    const char* path;
    const char* folder;
    char* const* arguments;
    char* const* environment;
    pid_t parent;
    int input;
    int output;
    int report;
    ProgramWires wires;
};

void keepNoOtherFile(unsigned first)
{
    if (::close_range(first, ~0U, CLOSE_RANGE_CLOEXEC) == 0)
        return;
    for (int file = static_cast<int>(first); file < kMostFiles; ++file)
        (void)::fcntl(file, F_SETFD, FD_CLOEXEC);
}

bool arrangeFiles(const Launch& launch)
{
    const int input = ::fcntl(launch.input, F_DUPFD_CLOEXEC, kAside);
    const int output = ::fcntl(launch.output, F_DUPFD_CLOEXEC, kAside);
    const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    const bool isApart = launch.wires == ProgramWires::Apart;
    if (input < 0 || output < 0 || nowhere < 0 || ::dup2(isApart ? nowhere : input, STDIN_FILENO) < 0 ||
        ::dup2(isApart ? nowhere : output, STDOUT_FILENO) < 0 || ::dup2(nowhere, STDERR_FILENO) < 0)
        return false;
    if (isApart && (::dup2(input, STDERR_FILENO + 1) < 0 || ::dup2(output, STDERR_FILENO + 2) < 0))
        return false;
    keepNoOtherFile(STDERR_FILENO + (isApart ? 3U : 1U));
    return true;
}

[[noreturn]] void becomeProgram(const Launch& launch)
{
    const int report = ::fcntl(launch.report, F_DUPFD_CLOEXEC, kAside);
    sigset_t none;
    sigemptyset(&none);
    (void)::sigprocmask(SIG_SETMASK, &none, nullptr);
    (void)::signal(SIGPIPE, SIG_DFL);
    (void)::setsid();
    const bool isTied = ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::getppid() == launch.parent;
    if (isTied && ::chdir(launch.folder) == 0 && arrangeFiles(launch))
        ::execve(launch.path, launch.arguments, launch.environment);
    const int why = errno;
    (void)!::write(report, &why, sizeof why);
    ::_exit(kCannotStart);
}

Failure cannotStart(int why)
{
    const char* hint = why == EPERM ? " (does the metadata ask for child-process?)" : "";
    return failure(ErrorCode::InternalError, std::string("cannot start the program: ") + std::strerror(why) + hint);
}

} // namespace

Outcome<StartedProgram> startProgram(const Program& program, ProgramWires wires, const std::string& folder)
{
    Pipe toProgram;
    Pipe fromProgram;
    Pipe report;
    if (!toProgram.isMade() || !fromProgram.isMade() || !report.isMade())
        return cannotStart(EMFILE);
    std::vector<std::string> arguments{program.path};
    arguments.insert(arguments.end(), program.arguments.begin(), program.arguments.end());
    std::vector<std::string> environment = environmentOf(program, folder);
    const std::vector<char*> argumentList = pointersTo(arguments);
    const std::vector<char*> environmentList = pointersTo(environment);
    const Launch launch{program.path.c_str(),   folder.c_str(),   argumentList.data(),
                        environmentList.data(), ::getpid(),       toProgram.reading(),
                        fromProgram.writing(),  report.writing(), wires};
    const pid_t process = ::fork();
    if (process == 0)
        becomeProgram(launch);
    if (process < 0)
        return cannotStart(errno);
    report.closeWriting();
    int why = 0;
    ssize_t count = -1;
    do // nothing is reported when the program has been started: the pipe closes
        count = ::read(report.reading(), &why, sizeof why);
    while (count < 0 && errno == EINTR);
    if (count > 0)
    {
        (void)::waitpid(process, nullptr, 0);
        return cannotStart(why);
    }
    StartedProgram started{process, toProgram.takeWriting(), fromProgram.takeReading()};
    (void)::fcntl(started.toProgram, F_SETFL, O_NONBLOCK);
    (void)::fcntl(started.fromProgram, F_SETFL, O_NONBLOCK);
    return started;
}

} // namespace banshi::drivers::sdk

// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/program_channel.h"

#include "private_folder.h"
#include "program_start.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <dlfcn.h>
#include <filesystem>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace banshi::drivers::sdk
{

namespace
{

// How long one wait in the kernel may keep a cancelled operation from returning.
constexpr std::chrono::milliseconds kSlice(20);
// How long a killed program may take to go; longer only when the kernel holds it, and then nobody can do more.
constexpr std::chrono::milliseconds kGone(500);

int sliceMillis(const CallContext& call, TimePoint until)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - call.now());
    return static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), kSlice).count());
}

Failure closed()
{
    return failure(ErrorCode::DeviceNotReady, "the program has closed its end");
}

// A program that is gone must not end the host by SIGPIPE.
ssize_t writeQuietly(int file, std::span<const std::uint8_t> bytes)
{
    sigset_t pipe;
    sigset_t before;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, &before);
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    const int problem = errno;
    const timespec atOnce{};
    if (count < 0 && problem == EPIPE)
        (void)sigtimedwait(&pipe, nullptr, &atOnce);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = problem;
    return count;
}

void closeFile(int& file)
{
    if (file >= 0)
        ::close(std::exchange(file, -1));
}

} // namespace

struct ProgramChannel::Parts
{
    explicit Parts(const std::string& runDir) : folder(runDir) {}
    ~Parts()
    {
        closeFile(started.toProgram);
        closeFile(started.fromProgram);
        if (started.process > 0)
        {
            (void)::kill(-started.process, SIGKILL); // before it is reaped: until then nobody else has its number
            pollfd end{handle, POLLIN, 0};
            if (handle >= 0)
                (void)::poll(&end, 1, static_cast<int>(kGone.count()));
            (void)::waitpid(started.process, nullptr, handle >= 0 ? WNOHANG : 0);
        }
        closeFile(handle);
    }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    PrivateFolder folder;
    StartedProgram started;
    int handle = -1; // readable once the program has ended
};

ProgramChannel::ProgramChannel(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

ProgramChannel::~ProgramChannel() = default;

Outcome<std::unique_ptr<ProgramChannel>> ProgramChannel::start(const Program& program, ProgramWires wires)
{
    auto parts = std::make_unique<Parts>(program.runDir);
    if (parts->folder.path().empty())
        return failure(ErrorCode::InternalError, "no private folder for the program");
    const auto started = startProgram(program, wires, parts->folder.path());
    if (!started)
        return started.failure();
    parts->started = *started;
    // By its number: the header of glibc 2.36 declares it for C only.
    parts->handle = static_cast<int>(::syscall(SYS_pidfd_open, started->process, 0));
    return std::unique_ptr<ProgramChannel>(new ProgramChannel(std::move(parts)));
}

Outcome<std::size_t> ProgramChannel::read(std::span<std::uint8_t> into, const CallContext& call, TimePoint until)
{
    const auto limit = call.deadline();
    const TimePoint end = limit ? std::min(until, *limit) : until;
    for (;;)
    {
        if (call.cancelled())
            return failure(ErrorCode::Canceled);
        const ssize_t count = ::read(m_parts->started.fromProgram, into.data(), into.size());
        if (count > 0)
            return static_cast<std::size_t>(count);
        if (count == 0 || (errno != EAGAIN && errno != EINTR))
            return closed();
        if (call.now() >= end)
            return std::size_t(0);
        pollfd line{m_parts->started.fromProgram, POLLIN, 0};
        (void)::poll(&line, 1, sliceMillis(call, end));
    }
}

Outcome<std::size_t> ProgramChannel::offer(std::span<const std::uint8_t> bytes)
{
    const ssize_t count = writeQuietly(m_parts->started.toProgram, bytes);
    if (count < 0 && errno != EAGAIN && errno != EINTR)
        return closed();
    return static_cast<std::size_t>(std::max<ssize_t>(count, 0));
}

Outcome<void> ProgramChannel::write(std::span<const std::uint8_t> bytes, const CallContext& call)
{
    while (!bytes.empty())
    {
        if (const auto stop = call.stopReason())
            return *stop;
        const auto count = offer(bytes);
        if (!count)
            return count.failure();
        bytes = bytes.subspan(*count);
        pollfd line{m_parts->started.toProgram, POLLOUT, 0};
        if (!bytes.empty())
            (void)::poll(&line, 1, static_cast<int>(kSlice.count()));
    }
    return {};
}

void ProgramChannel::discardInput()
{
    std::array<std::uint8_t, 512> chunk{};
    while (::read(m_parts->started.fromProgram, chunk.data(), chunk.size()) > 0)
        continue;
}

void ProgramChannel::endInput()
{
    closeFile(m_parts->started.toProgram);
}

std::optional<ProgramEnd> ProgramChannel::waitForEnd(std::chrono::milliseconds limit) const
{
    pollfd end{m_parts->handle, POLLIN, 0};
    if (m_parts->handle >= 0)
        (void)::poll(&end, 1, static_cast<int>(limit.count()));
    siginfo_t facts{};
    const auto process = static_cast<id_t>(m_parts->started.process);
    if (::waitid(P_PID, process, &facts, WEXITED | WNOWAIT | WNOHANG) != 0 || facts.si_pid == 0)
        return std::nullopt;
    return facts.si_code == CLD_EXITED ? ProgramEnd{facts.si_status, 0} : ProgramEnd{0, facts.si_status};
}

void ProgramChannel::tidyFolder()
{
    m_parts->folder.tidy();
}

pid_t ProgramChannel::process() const
{
    return m_parts->started.process;
}

std::string fileBeside(const void* code, const std::string& file)
{
    Dl_info where{};
    if (::dladdr(code, &where) == 0 || where.dli_fname == nullptr)
        return file;
    return (std::filesystem::path(where.dli_fname).parent_path() / file).string();
}

std::vector<std::string> environmentOfThisProcess()
{
    std::vector<std::string> entries;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry)
        entries.emplace_back(*entry);
    return entries;
}

} // namespace banshi::drivers::sdk

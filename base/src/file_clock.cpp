// SPDX-License-Identifier: Apache-2.0
#include "banshi/base/file_clock.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace banshi::base
{

struct FileClock::Shared
{
    std::atomic<std::int64_t> monoOffset; // nanoseconds added to monotonic and wall time
    std::atomic<std::int64_t> wallOffset; // nanoseconds added to wall time only
    std::atomic<std::uint32_t> moves;     // futex word: changes with every move
};

namespace
{

// How long a watcher sleeps before it looks whether it shall end; bounds the time that a process takes to stop.
constexpr timespec kWatchInterval{0, 200'000'000};

long futex(std::atomic<std::uint32_t>& word, int operation, std::uint32_t value, const timespec* timeout)
{
    return syscall(SYS_futex, reinterpret_cast<std::uint32_t*>(&word), operation, value, timeout, nullptr, 0);
}

} // namespace

Result<std::unique_ptr<FileClock>, FileClockError> FileClock::open(const std::string& path)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || ftruncate(file, sizeof(Shared)) != 0)
    {
        const std::string reason = std::strerror(errno);
        if (file >= 0)
            close(file);
        return fail(FileClockCode::CannotOpen, path + ": " + reason, Retry::NeedsAttendant);
    }
    void* memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (memory == MAP_FAILED)
        return fail(FileClockCode::CannotMap, path + ": " + std::strerror(errno), Retry::NeedsAttendant);
    return std::unique_ptr<FileClock>(new FileClock(static_cast<Shared*>(memory)));
}

FileClock::FileClock(Shared* shared) : m_shared(shared), m_watcher([this](const std::stop_token& stop) { watch(stop); })
{
}

FileClock::~FileClock()
{
    m_watcher.request_stop();
    m_watcher.join();
    munmap(m_shared, sizeof(Shared));
}

WallTime FileClock::wall() const
{
    const auto real = std::chrono::time_point_cast<Nanoseconds>(std::chrono::system_clock::now());
    return {real + Nanoseconds(m_shared->monoOffset + m_shared->wallOffset), m_shared->wallOffset == 0};
}

MonoTime FileClock::now() const
{
    return std::chrono::steady_clock::now() + Nanoseconds(m_shared->monoOffset);
}

std::optional<Nanoseconds> FileClock::realUntil(MonoTime when) const
{
    return std::max(Nanoseconds(0), when - now());
}

void FileClock::advance(Nanoseconds span)
{
    m_shared->monoOffset += std::max(Nanoseconds(0), span).count();
    wakeAll();
}

void FileClock::shiftWall(Nanoseconds span)
{
    m_shared->wallOffset += span.count();
    wakeAll();
}

void FileClock::wakeAll()
{
    ++m_shared->moves;
    futex(m_shared->moves, FUTEX_WAKE, INT_MAX, nullptr);
}

void FileClock::watch(const std::stop_token& stop)
{
    std::uint32_t seen = m_shared->moves;
    while (!stop.stop_requested())
    {
        futex(m_shared->moves, FUTEX_WAIT, seen, &kWatchInterval);
        const std::uint32_t moves = m_shared->moves;
        if (moves != seen)
        {
            seen = moves;
            announceJump();
        }
    }
}

} // namespace banshi::base

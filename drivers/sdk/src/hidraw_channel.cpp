// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/hidraw_channel.h"

#include "banshi/drivers/sdk/wipe.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <linux/hidraw.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace banshi::drivers::sdk
{

namespace
{

// How long one wait in the kernel may keep a cancelled operation from returning.
constexpr std::chrono::milliseconds kSlice(20);
constexpr std::size_t kLongestOnTerminal = 255; // its length is one byte

int sliceMillis(const CallContext& call, TimePoint until)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - call.now());
    return static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), kSlice).count());
}

Failure gone()
{
    return failure(ErrorCode::DeviceNotReady, "HID device lost");
}

bool waitFor(int file, short what, int millis)
{
    pollfd line{file, what, 0};
    (void)::poll(&line, 1, millis);
    return (line.revents & (POLLHUP | POLLERR | POLLNVAL)) == 0;
}

} // namespace

Outcome<std::unique_ptr<HidrawChannel>> HidrawChannel::open(const std::string& path, bool maySimulate)
{
    const int file = ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0)
        return failure(ErrorCode::DeviceNotReady, std::string("cannot open the HID device: ") + std::strerror(errno));
    std::unique_ptr<HidrawChannel> channel(new HidrawChannel(file));
    if (::flock(file, LOCK_EX | LOCK_NB) != 0)
        return failure(ErrorCode::DeviceNotReady, "another program has the HID device");
    if (!channel->learnDescriptor(path, maySimulate))
        return failure(ErrorCode::DeviceNotReady, "not a HID device");
    return channel;
}

HidrawChannel::~HidrawChannel()
{
    wipe(m_arrived);
    ::close(m_file);
}

bool HidrawChannel::learnDescriptor(const std::string& path, bool maySimulate)
{
    int size = 0;
    hidraw_report_descriptor raw{};
    if (::ioctl(m_file, HIDIOCGRDESCSIZE, &size) == 0)
    {
        raw.size = static_cast<std::uint32_t>(size);
        if (::ioctl(m_file, HIDIOCGRDESC, &raw) != 0)
            return false;
        m_descriptor.assign(raw.value, raw.value + raw.size);
        return true;
    }
    if (!maySimulate || ::isatty(m_file) == 0)
        return false;
    m_isTerminal = true;
    std::ifstream descriptor(path + ".descriptor", std::ios::binary);
    m_descriptor.assign(std::istreambuf_iterator<char>(descriptor), std::istreambuf_iterator<char>());
    return !m_descriptor.empty();
}

bool HidrawChannel::fetch()
{
    std::array<std::uint8_t, kLongestReport> chunk;
    const ssize_t count = ::read(m_file, chunk.data(), chunk.size());
    if (count > 0)
    {
        m_arrived.insert(m_arrived.end(), chunk.begin(), chunk.begin() + count);
        wipe(chunk.data(), static_cast<std::size_t>(count));
    }
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR)) || (count == 0 && m_isTerminal);
}

// 0 when no whole report is there.
std::size_t HidrawChannel::takeReport(std::span<std::uint8_t> into)
{
    const std::size_t head = m_isTerminal ? 1 : 0;
    if (m_arrived.size() <= head)
        return 0;
    const std::size_t length = m_isTerminal ? m_arrived.front() : m_arrived.size();
    if (m_arrived.size() < head + length)
        return 0;
    const auto from = m_arrived.begin() + static_cast<std::ptrdiff_t>(head);
    const std::size_t count = std::min(length, into.size());
    std::copy_n(from, count, into.begin());
    std::vector<std::uint8_t> rest(from + static_cast<std::ptrdiff_t>(length), m_arrived.end());
    wipe(m_arrived);
    m_arrived = std::move(rest);
    return count;
}

Outcome<std::size_t> HidrawChannel::read(std::span<std::uint8_t> into, const CallContext& call, TimePoint until)
{
    const auto limit = call.deadline();
    const TimePoint end = limit ? std::min(until, *limit) : until;
    for (bool isLast = false;;)
    {
        if (call.cancelled())
            return failure(ErrorCode::Canceled);
        if (const std::size_t count = takeReport(into); count > 0)
            return count;
        if (!fetch())
            return gone();
        if (const std::size_t count = takeReport(into); count > 0)
            return count;
        if (isLast)
            return std::size_t(0);
        isLast = call.now() >= end;
        if (!waitFor(m_file, POLLIN, isLast ? 0 : sliceMillis(call, end)))
            return gone();
    }
}

Outcome<void> HidrawChannel::write(std::span<const std::uint8_t> bytes, const CallContext& call)
{
    std::vector<std::uint8_t> whole(bytes.begin(), bytes.end());
    if (m_isTerminal)
    {
        if (bytes.size() > kLongestOnTerminal)
            return failure(ErrorCode::InvalidData, "report too long");
        whole.insert(whole.begin(), static_cast<std::uint8_t>(bytes.size()));
    }
    for (;;)
    {
        if (auto stop = call.stopReason())
            return *stop;
        const ssize_t count = ::write(m_file, whole.data(), whole.size());
        if (count == static_cast<ssize_t>(whole.size()))
            return {};
        if (count >= 0 || (errno != EAGAIN && errno != EINTR))
            return gone();
        if (!waitFor(m_file, POLLOUT, static_cast<int>(kSlice.count())))
            return gone();
    }
}

void HidrawChannel::discardInput()
{
    wipe(m_arrived);
    while (fetch() && !m_arrived.empty())
        wipe(m_arrived);
}

} // namespace banshi::drivers::sdk

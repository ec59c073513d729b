// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/keypad_hid/evdev_channel.h"

#include <algorithm>
#include <array>
#include <banshi/drivers/sdk/wipe.h>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <linux/input.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace banshi::drivers::plugins::keypad_hid
{

namespace
{

// How long one wait in the kernel may keep a cancelled operation from returning.
constexpr std::chrono::milliseconds kSlice(20);
constexpr unsigned kByte = 8;

int sliceMillis(const sdk::CallContext& call, sdk::TimePoint until)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - call.now());
    return static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), kSlice).count());
}

sdk::Failure notReady(const std::string& why)
{
    return sdk::failure(sdk::ErrorCode::DeviceNotReady, why);
}

} // namespace

sdk::Outcome<std::unique_ptr<KeySource>> EvdevChannel::open(const std::string& path, bool maySimulate)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0)
        return notReady(std::string("cannot open the input device: ") + std::strerror(errno));
    std::unique_ptr<EvdevChannel> channel(new EvdevChannel(file, path));
    int version = 0;
    if (::ioctl(file, EVIOCGVERSION, &version) == 0)
    {
        if (::ioctl(file, EVIOCGRAB, 1) != 0)
            return notReady("another program has grabbed the input device");
        return std::unique_ptr<KeySource>(std::move(channel));
    }
    channel->m_isTerminal = maySimulate && ::isatty(file) != 0;
    if (!channel->m_isTerminal)
        return notReady("not an input device");
    if (::flock(file, LOCK_EX | LOCK_NB) != 0)
        return notReady("another program has the input device");
    return std::unique_ptr<KeySource>(std::move(channel));
}

EvdevChannel::~EvdevChannel()
{
    ::close(m_file);
}

std::optional<std::set<std::uint16_t>> EvdevChannel::switches()
{
    std::set<std::uint16_t> on;
    if (m_isTerminal)
    {
        std::ifstream file(m_path + ".switches");
        for (std::uint16_t code = 0; file >> code;)
            on.insert(code);
        return on;
    }
    std::array<std::uint8_t, SW_MAX / kByte + 1> bits{};
    if (::ioctl(m_file, EVIOCGSW(bits.size()), bits.data()) < 0)
        return std::nullopt;
    for (std::uint16_t code = 0; code <= SW_MAX; ++code)
        if ((bits[code / kByte] >> code % kByte & 1U) != 0)
            on.insert(code);
    return on;
}

sdk::Outcome<std::size_t> EvdevChannel::read(std::span<std::uint8_t> into, const sdk::CallContext& call,
                                             sdk::TimePoint until)
{
    const auto limit = call.deadline();
    const sdk::TimePoint end = limit ? std::min(until, *limit) : until;
    bool isLast = false;
    for (bool hungUp = false;;)
    {
        if (call.cancelled())
            return sdk::failure(sdk::ErrorCode::Canceled);
        const ssize_t count = ::read(m_file, into.data(), into.size());
        if (count > 0)
            return static_cast<std::size_t>(count);
        if (hungUp || (count < 0 && errno != EAGAIN && errno != EINTR))
            return notReady("input device lost");
        if (isLast)
            return std::size_t(0);
        isLast = call.now() >= end;
        pollfd line{m_file, POLLIN, 0};
        (void)::poll(&line, 1, isLast ? 0 : sliceMillis(call, end));
        hungUp = (line.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
    }
}

sdk::Outcome<void> EvdevChannel::write(std::span<const std::uint8_t>, const sdk::CallContext&)
{
    return sdk::failure(sdk::ErrorCode::InvalidData, "a keypad is not written to");
}

void EvdevChannel::discardInput()
{
    std::array<std::uint8_t, 64 * sizeof(input_event)> unasked{};
    while (::read(m_file, unasked.data(), unasked.size()) > 0)
        sdk::wipe(unasked.data(), unasked.size());
}

} // namespace banshi::drivers::plugins::keypad_hid

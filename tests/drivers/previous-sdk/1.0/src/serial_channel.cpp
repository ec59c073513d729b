// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/serial_channel.h"

#include <QSerialPort>
#include <QSocketNotifier>
#include <QString>
#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace banshi::drivers::sdk
{

namespace
{

// How long one wait in the kernel may keep a cancelled operation from returning.
constexpr std::chrono::milliseconds kSlice(20);

int sliceMillis(const CallContext& call, TimePoint until)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - call.now());
    return static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), kSlice).count());
}

} // namespace

Outcome<std::unique_ptr<ByteChannel>> SerialChannel::open(const std::string& path, int baud)
{
    auto port = std::make_unique<QSerialPort>(QString::fromStdString(path));
    port->setBaudRate(baud);
    port->setDataBits(QSerialPort::Data8);
    port->setParity(QSerialPort::NoParity);
    port->setStopBits(QSerialPort::OneStop);
    port->setFlowControl(QSerialPort::NoFlowControl);
    if (!port->open(QIODevice::ReadWrite))
        return failure(ErrorCode::DeviceNotReady, "cannot open serial line: " + port->errorString().toStdString());
    for (auto* reader : port->findChildren<QSocketNotifier*>())
        reader->setEnabled(false); // see read()
    // The lock file keeps a second program away. The kernel's own mark (TIOCEXCL), which QSerialPort sets, too,
    // outlives a killed process on a pseudo-terminal, and then nobody but root may open the line again.
    (void)::ioctl(port->handle(), TIOCNXCL);
    port->clear();
    return std::unique_ptr<ByteChannel>(new SerialChannel(std::move(port)));
}

SerialChannel::SerialChannel(std::unique_ptr<QSerialPort> port) : m_port(std::move(port)) {}

SerialChannel::~SerialChannel() = default;

Failure SerialChannel::gone() const
{
    return failure(ErrorCode::DeviceNotReady, "serial line lost");
}

// Bytes go straight between the caller's memory and the kernel: QSerialPort's own buffers would keep what residents'
// cards and slips say until the line is closed.
Outcome<std::size_t> SerialChannel::read(std::span<std::uint8_t> into, const CallContext& call, TimePoint until)
{
    const auto limit = call.deadline();
    const TimePoint end = limit ? std::min(until, *limit) : until;
    bool isLast = false;
    for (bool hungUp = false;;)
    {
        if (call.cancelled())
            return failure(ErrorCode::Canceled);
        const ssize_t count = ::read(m_port->handle(), into.data(), into.size());
        if (count > 0)
            return static_cast<std::size_t>(count);
        if (hungUp || (count < 0 && errno != EAGAIN && errno != EINTR))
            return gone();
        if (isLast)
            return std::size_t(0);
        // QSerialPort sets VMIN 0, so that "nothing yet" and "hung up" look alike to read(): the line is asked, also by
        // one who does not wait.
        isLast = call.now() >= end;
        pollfd line{m_port->handle(), POLLIN, 0};
        (void)::poll(&line, 1, isLast ? 0 : sliceMillis(call, end));
        hungUp = (line.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
    }
}

Outcome<void> SerialChannel::write(std::span<const std::uint8_t> bytes, const CallContext& call)
{
    while (!bytes.empty())
    {
        if (auto stop = call.stopReason())
        {
            m_port->clear(QSerialPort::Output);
            return *stop;
        }
        const ssize_t count = ::write(m_port->handle(), bytes.data(), bytes.size());
        if (count < 0 && errno != EAGAIN && errno != EINTR)
            return gone();
        if (count > 0)
        {
            bytes = bytes.subspan(static_cast<std::size_t>(count));
            continue;
        }
        pollfd line{m_port->handle(), POLLOUT, 0};
        (void)::poll(&line, 1, static_cast<int>(kSlice.count()));
    }
    return {};
}

void SerialChannel::discardInput()
{
    m_port->clear(QSerialPort::Input);
}

ChannelFactory serialConnection(const std::string& path, int baud)
{
    return [path, baud](const CallContext&) { return SerialChannel::open(path, baud); };
}

} // namespace banshi::drivers::sdk

// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/serial_channel.h"

#include <QSerialPort>
#include <QString>
#include <algorithm>

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
    port->clear();
    return std::unique_ptr<ByteChannel>(new SerialChannel(std::move(port)));
}

SerialChannel::SerialChannel(std::unique_ptr<QSerialPort> port) : m_port(std::move(port)) {}

SerialChannel::~SerialChannel() = default;

Failure SerialChannel::gone() const
{
    return failure(ErrorCode::DeviceNotReady, "serial line lost: " + m_port->errorString().toStdString());
}

Outcome<std::size_t> SerialChannel::read(std::span<std::uint8_t> into, const CallContext& call, TimePoint until)
{
    const auto limit = call.deadline();
    const TimePoint end = limit ? std::min(until, *limit) : until;
    while (m_port->bytesAvailable() == 0)
    {
        if (call.cancelled())
            return failure(ErrorCode::Canceled);
        if (call.now() >= end)
            return std::size_t(0);
        m_port->clearError();
        if (!m_port->waitForReadyRead(sliceMillis(call, end)) && m_port->error() != QSerialPort::TimeoutError &&
            m_port->error() != QSerialPort::NoError)
            return gone();
    }
    const qint64 count = m_port->read(reinterpret_cast<char*>(into.data()), static_cast<qint64>(into.size()));
    if (count < 0)
        return gone();
    return static_cast<std::size_t>(count);
}

Outcome<void> SerialChannel::write(std::span<const std::uint8_t> bytes, const CallContext& call)
{
    m_port->clearError();
    const auto size = static_cast<qint64>(bytes.size());
    if (m_port->write(reinterpret_cast<const char*>(bytes.data()), size) != size)
        return gone();
    while (m_port->bytesToWrite() > 0)
    {
        if (auto stop = call.stopReason())
        {
            m_port->clear(QSerialPort::Output);
            return *stop;
        }
        if (!m_port->waitForBytesWritten(static_cast<int>(kSlice.count())) &&
            m_port->error() != QSerialPort::TimeoutError && m_port->error() != QSerialPort::NoError)
            return gone();
    }
    return {};
}

void SerialChannel::discardInput()
{
    m_port->clear(QSerialPort::Input);
}

} // namespace banshi::drivers::sdk

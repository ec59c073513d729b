// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/line_tap.h"

#include "banshi/drivers/sdk/recording_channel.h"

namespace banshi::drivers::tool
{

namespace
{

std::span<const std::uint8_t> spanOf(const QByteArray& bytes)
{
    return {reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

} // namespace

LineTap::LineTap(std::ostream& record, QObject* parent) : QObject(parent), m_record(record)
{
    connect(&m_driver, &pty::Pty::received, this, &LineTap::toDevice);
    connect(&m_device, &QSerialPort::readyRead, this, &LineTap::fromDevice);
    connect(&m_device, &QSerialPort::errorOccurred, this, [this](QSerialPort::SerialPortError error) {
        if (error == QSerialPort::ResourceError)
            Q_EMIT lost();
    });
}

std::string LineTap::start(const std::string& device, int baud, const std::string& link)
{
    m_device.setPortName(QString::fromStdString(device));
    m_device.setBaudRate(baud);
    if (!m_device.open(QIODevice::ReadWrite))
        return device + ": " + m_device.errorString().toStdString();
    if (const auto line = m_driver.plugIn(link); !line)
        return link + ": " + line.error().detail;
    return {};
}

void LineTap::toDevice(const QByteArray& bytes)
{
    m_record << sdk::recordingLine(true, spanOf(bytes)) << std::flush;
    m_device.write(bytes);
}

void LineTap::fromDevice()
{
    const QByteArray bytes = m_device.readAll();
    m_record << sdk::recordingLine(false, spanOf(bytes)) << std::flush;
    m_driver.write(spanOf(bytes));
}

} // namespace banshi::drivers::tool

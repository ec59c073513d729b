// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/line_tap.h"

#include "banshi/drivers/tool/recording.h"

namespace banshi::drivers::tool
{

LineTap::LineTap(std::ostream& record, QObject* parent) : QObject(parent), m_record(record)
{
    connect(&m_driver, &virtual_wire::Pty::received, this, &LineTap::toDevice);
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
    m_record << toLine({true, bytes}) << std::flush;
    m_device.write(bytes);
}

void LineTap::fromDevice()
{
    const QByteArray bytes = m_device.readAll();
    m_record << toLine({false, bytes}) << std::flush;
    m_driver.write({reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())});
}

} // namespace banshi::drivers::tool

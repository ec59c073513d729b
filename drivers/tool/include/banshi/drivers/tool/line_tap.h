// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/pty/pty.h"

#include <QObject>
#include <QSerialPort>
#include <ostream>
#include <string>

namespace banshi::drivers::tool
{

/// Stands between a driver and a serial device: passes every byte on and writes it down as it passes.
/// Threads: one, with an event loop.
class LineTap : public QObject
{
    Q_OBJECT

public:
    /// `record` must outlive the tap.
    explicit LineTap(std::ostream& record, QObject* parent = nullptr);

    /// Opens the device (8 data bits, no parity, one stop bit) and makes the driver's line at `link`. The text says why
    /// it cannot be done; empty when it is.
    [[nodiscard]] std::string start(const std::string& device, int baud, const std::string& link);

Q_SIGNALS:
    /// The device's line is lost; what was recorded so far stands.
    void lost();

private:
    void toDevice(const QByteArray& bytes);
    void fromDevice();

    std::ostream& m_record;
    pty::Pty m_driver;
    QSerialPort m_device;
};

} // namespace banshi::drivers::tool

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace banshi::drivers::pty
{

/// Why there is no pseudo-terminal.
enum class PtyError
{
    CannotOpen, ///< the system gives none
    CannotLink, ///< the link to it cannot be made
};
using PtyFault = base::KitError<PtyError>;

/// A pseudo-terminal in raw mode with a symbolic link to its slave: a serial line whose device is this
/// program.
/// Threads: lives in one thread with an event loop.
class Pty : public QObject
{
    Q_OBJECT

public:
    explicit Pty(QObject* parent = nullptr);
    /// Unplugs.
    ~Pty() override;

    /// Makes the terminal and lets `link` point at it, replacing an older link. Errors: CannotOpen, CannotLink.
    base::Result<void, PtyFault> plugIn(const std::string& link);
    /// Hangs up: whoever has the line open gets an error, and the link is gone.
    void unplug();
    [[nodiscard]] bool isPlugged() const { return m_master >= 0; }
    /// The rate in baud that was set on the line last (115200 at first): a real line garbles what is sent at another
    /// one, a pseudo-terminal does not. 0 when it is unplugged or the rate is none of 9600 … 115200.
    [[nodiscard]] int baud() const;

    /// Sends bytes to the driver; what does not fit into the kernel's buffer follows when it does.
    void write(std::span<const std::uint8_t> bytes);

Q_SIGNALS:
    void received(const QByteArray& bytes);

private:
    void readAll();
    void flush();

    int m_master = -1;
    int m_slave = -1; // kept open, so that a driver may close and open the line again
    std::string m_link;
    QByteArray m_unsent;
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
};

} // namespace banshi::drivers::pty

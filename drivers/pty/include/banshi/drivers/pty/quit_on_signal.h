// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <memory>

namespace banshi::drivers::pty
{

/// Ends the event loop of the application on SIGTERM and SIGINT, so that links, sockets and private folders are
/// removed. To be made in main() before any thread starts. Threads: the main thread.
class QuitOnSignal : public QObject
{
    Q_OBJECT

public:
    QuitOnSignal();
    ~QuitOnSignal() override;

private:
    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace banshi::drivers::pty

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/supervisor/session_messages.h"
#include "banshi/base/timer.h"

#include <QObject>
#include <QSocketNotifier>

namespace banshi::app::supervisor
{

/// The session's end of the pipe to its supervisor: standard input and output.
/// Threads: the GUI thread, on purpose: the heartbeat proves that this very thread still turns.
class SessionLink : public QObject
{
    Q_OBJECT

public:
    /// Starts to read orders from `input` and to send heartbeats to `output` (file descriptors, not owned).
    SessionLink(const base::Clock& clock, int input, int output, QObject* parent = nullptr);

    /// Sends one message; does nothing once the supervisor is gone.
    void say(SessionSays message);
    /// Tells that the host of `device` hangs; the supervisor ends it.
    void sayHanging(const QString& device);

Q_SIGNALS:
    void ordered(banshi::app::supervisor::SessionOrder order);
    /// Another program has the devices `since` then: use none of them once the running visit, if any, has ended.
    void standAsideOrdered(banshi::base::UtcTime since);
    /// The supervisor has died: the session must end, too.
    void lost();

private:
    void read();
    void write(const QByteArray& line);

    QSocketNotifier m_notifier;
    base::Timer m_beat;
    QByteArray m_buffer;
    int m_input;
    int m_output;
};

} // namespace banshi::app::supervisor

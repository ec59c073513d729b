// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QString>
#include <chrono>
#include <functional>
#include <optional>

namespace banshi::journeys
{

/// The remote control of one simulator for a window: orders go out and answers come later, nothing here ever waits.
/// Threads: one with an event loop.
class SimulatorLine : public QObject
{
    Q_OBJECT

public:
    /// What the simulator said; nothing when nobody listens, the line was broken or no answer came in time.
    using Answered = std::function<void(const std::optional<QJsonObject>&)>;

    /// `socketPath` is the simulator's Unix socket; an answer is waited for as long as `patience`.
    SimulatorLine(QString socketPath, std::chrono::milliseconds patience, QObject* parent = nullptr);

    /// Sends one order (`{"do":"faults"}`). `answered` is called once, after send() has returned, unless the line is
    /// destroyed before.
    void send(const QJsonObject& order, const Answered& answered);

private:
    QString m_path;
    std::chrono::milliseconds m_patience;
};

} // namespace banshi::journeys

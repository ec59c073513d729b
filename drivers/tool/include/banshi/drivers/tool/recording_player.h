// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/pty/pty.h"
#include "banshi/drivers/sdk/recording_channel.h"

#include <QObject>
#include <deque>

namespace banshi::drivers::tool
{

/// Plays the device's side of a recording: what the device said follows when the driver has sent what it sent then,
/// however it cuts it into pieces. Threads: one, with an event loop.
class RecordingPlayer : public QObject
{
    Q_OBJECT

public:
    explicit RecordingPlayer(std::vector<sdk::RecordedTransfer> transfers, QObject* parent = nullptr);

    /// Makes the line at `link` and begins. The text says why it cannot be done; empty when it is.
    [[nodiscard]] std::string start(const std::string& link);

Q_SIGNALS:
    /// All has been played.
    void finished();
    /// The driver has sent something else; `transfer` counts from 1, and is the line of the recording.
    void strayed(int transfer);

private:
    void hear(const QByteArray& bytes);
    void speak();

    pty::Pty m_driver;
    std::deque<sdk::RecordedTransfer> m_left;
    int m_line = 1;
    bool m_hasStrayed = false;
};

} // namespace banshi::drivers::tool

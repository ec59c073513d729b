// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/timer.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTcpSocket>
#include <filesystem>

namespace banshi::drivers::virtual_camera
{

/// What is wrong with a camera.
enum class Fault
{
    None,
    Freeze,     ///< the connection stands, but no frame comes
    Garbage,    ///< what comes is no JPEG
    Noise,      ///< stray bytes before each picture
    HalfFrame,  ///< each picture ends in its middle, and the next part follows
    SplitBytes, ///< each picture comes in many small packets
    Flood,      ///< each picture comes 20 times at once
    Slow,       ///< one picture every two seconds
    Unplug,     ///< connections end, new ones are refused
};

/// One simulated camera: plays JPEG files in real time, over and over, to every client, each frame as one part of a
/// `multipart/x-mixed-replace` answer. Without files it shows an even grey.
/// Threads: lives in one thread with an event loop.
class Stream : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive the stream.
    explicit Stream(const base::Clock& clock);

    /// Plays the `*.jpg` of a folder in the order of their names, over and over; with `then` once, and that folder
    /// over and over afterwards. Returns false when a folder holds none.
    bool play(const std::filesystem::path& folder, int fps, const std::filesystem::path& then = {});
    /// Shows an even grey of the size of the last frames.
    void blank();
    void setFault(Fault fault);
    /// Ends the clients' connections once.
    void drop();
    /// Ends them, and refuses new ones for so long; a fault is forgotten.
    void restart(std::chrono::milliseconds away);
    /// Takes over a client that has asked for this stream.
    void serve(QTcpSocket* client);

    [[nodiscard]] qsizetype frameCount() const { return m_frames.size(); }
    [[nodiscard]] qsizetype clientCount() const { return m_clients.size(); }
    [[nodiscard]] bool isBlank() const { return m_blank; }
    [[nodiscard]] Fault fault() const { return m_fault; }
    [[nodiscard]] const std::string& folder() const { return m_folder; }

private:
    void show();
    [[nodiscard]] bool isDue();
    [[nodiscard]] QByteArray seen(const QByteArray& frame) const;
    void send(QTcpSocket& client, const QByteArray& bytes) const;

    const base::Clock& m_clock;
    base::Timer m_timer;
    base::Timer m_back;     ///< ends a restart
    base::MonoTime m_shown; ///< the last picture
    QList<QByteArray> m_frames;
    QList<QByteArray> m_after; ///< what comes when these have been played once
    QList<QPointer<QTcpSocket>> m_clients;
    std::string m_folder;
    std::string m_afterFolder;
    qsizetype m_next = 0;
    bool m_blank = true;
    Fault m_fault = Fault::None;
};

/// A JPEG of even grey as large as `model`, or 640 × 480 when that is no JPEG.
[[nodiscard]] QByteArray greyFrame(const QByteArray& model);

} // namespace banshi::drivers::virtual_camera

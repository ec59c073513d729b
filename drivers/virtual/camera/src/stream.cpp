// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/camera/stream.h"

#include <QFile>
#include <algorithm>
#include <vector>

namespace banshi::drivers::virtual_camera
{

namespace
{

constexpr int kBlankFps = 15;
constexpr std::chrono::seconds kSlow(2);
constexpr int kFlood = 20;
constexpr qsizetype kPacket = 97;                 // bytes
constexpr qint64 kLongestQueue = 2 * 1024 * 1024; // a client that reads too slowly misses frames, as with a real camera

std::vector<std::filesystem::path> picturesIn(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".jpg" || entry.path().extension() == ".jpeg")
            files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

QList<QByteArray> readAll(const std::filesystem::path& folder)
{
    QList<QByteArray> frames;
    for (const auto& path : picturesIn(folder))
    {
        QFile file(QString::fromStdString(path.string()));
        if (file.open(QIODevice::ReadOnly))
            frames << file.readAll();
    }
    return frames;
}

QByteArray part(const QByteArray& jpeg)
{
    return "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + QByteArray::number(jpeg.size()) + "\r\n\r\n" +
           jpeg + "\r\n";
}

QByteArray spoiled(QByteArray jpeg)
{
    for (qsizetype i = 0; i < jpeg.size(); ++i)
        jpeg[i] = static_cast<char>(jpeg[i] ^ 0x5a);
    return jpeg;
}

} // namespace

Stream::Stream(const base::Clock& clock) : m_clock(clock), m_timer(clock), m_back(clock)
{
    connect(&m_timer, &base::Timer::fired, this, &Stream::show);
    connect(&m_back, &base::Timer::fired, this, [this] { setFault(Fault::None); });
    blank();
}

bool Stream::play(const std::filesystem::path& folder, int fps, const std::filesystem::path& then)
{
    QList<QByteArray> frames = readAll(folder);
    QList<QByteArray> after = then.empty() ? QList<QByteArray>() : readAll(then);
    if (frames.isEmpty() || (!then.empty() && after.isEmpty()))
        return false;
    m_frames = std::move(frames);
    m_after = std::move(after);
    m_folder = folder.string();
    m_afterFolder = then.string();
    m_next = 0;
    m_blank = false;
    m_timer.startRepeating(base::Nanoseconds(std::chrono::seconds(1)) / std::clamp(fps, 1, 120));
    return true;
}

void Stream::blank()
{
    m_frames = {greyFrame(m_frames.value(0))};
    m_after.clear();
    m_folder.clear();
    m_next = 0;
    m_blank = true;
    m_timer.startRepeating(base::Nanoseconds(std::chrono::seconds(1)) / kBlankFps);
}

void Stream::setFault(Fault fault)
{
    m_back.stop();
    m_fault = fault;
    if (fault == Fault::Unplug)
        drop();
}

void Stream::restart(std::chrono::milliseconds away)
{
    setFault(Fault::Unplug);
    m_back.start(away);
}

void Stream::drop()
{
    for (const auto& client : std::exchange(m_clients, {}))
        if (client)
            client->abort();
}

void Stream::serve(QTcpSocket* client)
{
    if (m_fault == Fault::Unplug)
        return client->abort();
    client->write("HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nConnection: close\r\n"
                  "Content-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n");
    m_clients << client;
}

bool Stream::isDue()
{
    if (m_fault == Fault::Freeze || (m_fault == Fault::Slow && m_clock.now() - m_shown < kSlow))
        return false;
    m_shown = m_clock.now();
    return true;
}

QByteArray Stream::seen(const QByteArray& frame) const
{
    if (m_fault == Fault::HalfFrame)
    {
        const QByteArray whole = part(frame);
        return whole.left(whole.size() / 2);
    }
    if (m_fault == Fault::Noise)
        return QByteArray("\xff\xd8\x00~#noise", 10) + part(frame); // begins as a picture does
    return part(m_fault == Fault::Garbage ? spoiled(frame) : frame);
}

void Stream::send(QTcpSocket& client, const QByteArray& bytes) const
{
    const qsizetype piece = m_fault == Fault::SplitBytes ? kPacket : bytes.size();
    for (qsizetype at = 0; at < bytes.size(); at += piece)
    {
        client.write(bytes.mid(at, piece));
        client.flush();
    }
}

void Stream::show()
{
    m_clients.removeIf([](const QPointer<QTcpSocket>& client) {
        return !client || client->state() != QAbstractSocket::ConnectedState;
    });
    const QByteArray frame = m_frames[m_next];
    m_next = (m_next + 1) % m_frames.size();
    if (m_next == 0 && !m_after.isEmpty())
    {
        m_frames = std::exchange(m_after, {});
        m_folder = m_afterFolder;
    }
    if (!isDue())
        return;
    const QByteArray bytes = seen(frame);
    for (const auto& client : m_clients)
        for (int i = 0; i < (m_fault == Fault::Flood ? kFlood : 1) && client->bytesToWrite() < kLongestQueue; ++i)
            send(*client, bytes);
}

} // namespace banshi::drivers::virtual_camera

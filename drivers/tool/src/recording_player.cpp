// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/recording_player.h"

namespace banshi::drivers::tool
{

RecordingPlayer::RecordingPlayer(std::vector<Transfer> transfers, QObject* parent)
    : QObject(parent), m_left(std::make_move_iterator(transfers.begin()), std::make_move_iterator(transfers.end()))
{
    connect(&m_driver, &virtual_wire::Pty::received, this, &RecordingPlayer::hear);
}

std::string RecordingPlayer::start(const std::string& link)
{
    if (const auto line = m_driver.plugIn(link); !line)
        return link + ": " + line.error().detail;
    speak();
    return {};
}

void RecordingPlayer::hear(const QByteArray& bytes)
{
    QByteArray heard = bytes;
    while (!heard.isEmpty() && !m_hasStrayed)
    {
        if (m_left.empty() || !m_left.front().isToDevice)
        {
            m_hasStrayed = true;
            break;
        }
        QByteArray& wanted = m_left.front().bytes;
        const auto count = std::min(heard.size(), wanted.size());
        m_hasStrayed = heard.left(count) != wanted.left(count);
        heard.remove(0, count);
        wanted.remove(0, count);
        if (wanted.isEmpty() && !m_hasStrayed)
        {
            m_left.pop_front();
            ++m_line;
            speak();
        }
    }
    if (m_hasStrayed)
        Q_EMIT strayed(m_line);
}

void RecordingPlayer::speak()
{
    for (; !m_left.empty() && !m_left.front().isToDevice; m_left.pop_front(), ++m_line)
    {
        const QByteArray& bytes = m_left.front().bytes;
        m_driver.write(
            {reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())});
    }
    if (m_left.empty())
        Q_EMIT finished();
}

} // namespace banshi::drivers::tool

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/recording_player.h"

#include <algorithm>

namespace banshi::drivers::tool
{

RecordingPlayer::RecordingPlayer(std::vector<sdk::RecordedTransfer> transfers, QObject* parent)
    : QObject(parent), m_left(std::make_move_iterator(transfers.begin()), std::make_move_iterator(transfers.end()))
{
    connect(&m_driver, &pty::Pty::received, this, &RecordingPlayer::hear);
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
    std::span heard(reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size()));
    while (!heard.empty() && !m_hasStrayed)
    {
        if (m_left.empty() || !m_left.front().isToDevice)
        {
            m_hasStrayed = true;
            break;
        }
        auto& wanted = m_left.front().bytes;
        const auto count = std::min(heard.size(), wanted.size());
        m_hasStrayed = !std::ranges::equal(heard.first(count), std::span(wanted).first(count));
        heard = heard.subspan(count);
        wanted.erase(wanted.begin(), wanted.begin() + static_cast<std::ptrdiff_t>(count));
        if (wanted.empty() && !m_hasStrayed)
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
        m_driver.write(m_left.front().bytes);
    if (m_left.empty())
        Q_EMIT finished();
}

} // namespace banshi::drivers::tool

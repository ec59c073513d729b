// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/supervisor/session_link.h"

#include <unistd.h>

namespace banshi::app::supervisor
{

namespace
{

constexpr std::chrono::milliseconds kBeatPeriod(1000);

} // namespace

SessionLink::SessionLink(const base::Clock& clock, int input, int output, QObject* parent)
    : QObject(parent), m_notifier(input, QSocketNotifier::Read), m_beat(clock), m_input(input), m_output(output)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &SessionLink::read);
    connect(&m_beat, &base::Timer::fired, this, [this] { say(SessionSays::Beat); });
    m_beat.startRepeating(kBeatPeriod);
}

void SessionLink::say(SessionSays message)
{
    write(encode(message));
}

void SessionLink::sayHanging(const QString& device)
{
    write(encodeHanging(device));
}

void SessionLink::write(const QByteArray& line)
{
    if (::write(m_output, line.constData(), static_cast<std::size_t>(line.size())) != line.size())
        Q_EMIT lost();
}

void SessionLink::read()
{
    char chunk[512];
    const ssize_t size = ::read(m_input, chunk, sizeof chunk);
    if (size <= 0)
    {
        m_notifier.setEnabled(false);
        Q_EMIT lost();
        return;
    }
    m_buffer.append(chunk, size);
    for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n'))
    {
        const QByteArray line = m_buffer.left(end);
        m_buffer.remove(0, end + 1);
        if (const auto order = decodeOrder(line))
            Q_EMIT ordered(*order);
        else if (const auto since = decodeStandAside(line))
            Q_EMIT standAsideOrdered(*since);
    }
}

} // namespace banshi::app::supervisor

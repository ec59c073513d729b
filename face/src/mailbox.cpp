// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailbox.h"

#include <utility>

namespace banshi::face
{

bool Mailbox::putSession(VerifySession session)
{
    Image old;
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return false;
        m_sessions.push_back(std::move(session));
        std::swap(m_frame, old);
        m_cancelled = false;
    }
    m_changed.notify_all();
    return true;
}

std::deque<VerifySession> Mailbox::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    return std::exchange(m_sessions, {});
}

void Mailbox::putFrame(Image frame)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_active && m_sessions.empty())
            return;
        std::swap(m_frame, frame);
    }
    m_changed.notify_all();
}

void Mailbox::cancel()
{
    {
        const std::lock_guard lock(m_mutex);
        m_cancelled = m_active || !m_sessions.empty();
    }
    m_changed.notify_all();
}

void Mailbox::nudge()
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_nudges;
    }
    m_changed.notify_all();
}

std::optional<VerifySession> Mailbox::takeSession(std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    m_active = false;
    m_frame = Image();
    if (m_sessions.empty())
        m_cancelled = false;
    if (!m_changed.wait(lock, stop, [this] { return !m_sessions.empty(); }))
        return std::nullopt;
    m_active = true;
    std::optional<VerifySession> session(std::move(m_sessions.front()));
    m_sessions.pop_front();
    session->replaced = !m_sessions.empty();
    return session;
}

Mailbox::Wake Mailbox::takeFrame(Image& frame, const base::Clock& clock, base::MonoTime deadline, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    while (true)
    {
        if (stop.stop_requested() || m_cancelled || !m_sessions.empty())
            return Wake::Interrupted;
        if (clock.now() >= deadline)
            return Wake::Deadline;
        if (!m_frame.empty())
        {
            frame = std::move(m_frame);
            m_frame = Image();
            return Wake::Frame;
        }
        const unsigned seen = m_nudges;
        const auto changed = [&] { return m_cancelled || !m_sessions.empty() || !m_frame.empty() || m_nudges != seen; };
        if (const auto real = clock.realUntil(deadline))
            m_changed.wait_for(lock, stop, *real, changed);
        else
            m_changed.wait(lock, stop, changed);
    }
}

} // namespace banshi::face

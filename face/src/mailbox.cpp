// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailbox.h"

namespace banshi::face
{

namespace
{

void refuse(const std::optional<VerifySession>& session)
{
    if (!session || !session->callbacks.verdict)
        return;
    Verdict verdict;
    verdict.cause = Code::Cancelled;
    session->callbacks.verdict(verdict);
}

} // namespace

void Mailbox::putSession(VerifySession session)
{
    std::optional<VerifySession> replaced(std::move(session));
    Image old;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_closed)
            std::swap(m_session, replaced);
        std::swap(m_frame, old);
        m_cancelled = false;
    }
    m_changed.notify_all();
    refuse(replaced);
}

void Mailbox::close()
{
    std::optional<VerifySession> left;
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        std::swap(m_session, left);
    }
    refuse(left);
}

void Mailbox::putFrame(Image frame)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_active && !m_session)
            return;
        std::swap(m_frame, frame);
    }
    m_changed.notify_all();
}

void Mailbox::cancel()
{
    {
        const std::lock_guard lock(m_mutex);
        m_cancelled = m_active || m_session.has_value();
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
    if (!m_session)
        m_cancelled = false;
    if (!m_changed.wait(lock, stop, [this] { return m_session.has_value(); }))
        return std::nullopt;
    m_active = true;
    return std::exchange(m_session, std::nullopt);
}

Mailbox::Wake Mailbox::takeFrame(Image& frame, const base::Clock& clock, base::MonoTime deadline, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    while (true)
    {
        if (stop.stop_requested() || m_cancelled || m_session)
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
        const auto changed = [&] { return m_cancelled || m_session || !m_frame.empty() || m_nudges != seen; };
        if (const auto real = clock.realUntil(deadline))
            m_changed.wait_for(lock, stop, *real, changed);
        else
            m_changed.wait(lock, stop, changed);
    }
}

} // namespace banshi::face

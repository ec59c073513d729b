// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/enrol/renewal.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcRenewal, "banshi.queue.enrol")

namespace banshi::queue::enrol
{

base::UtcTime renewalTime(const sync::CertificateLife& life)
{
    return life.from + (life.until - life.from) / 3 * 2;
}

Renewal::Renewal(Parts parts)
    : m_parts(std::move(parts)), m_backOff(m_parts.random), m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

Renewal::~Renewal()
{
    m_thread.request_stop();
    wake();
}

void Renewal::wake()
{
    const std::lock_guard lock(m_mutex);
    m_wake.request_stop();
}

std::string Renewal::problem() const
{
    const std::lock_guard lock(m_mutex);
    return m_problem;
}

void Renewal::run(const std::stop_token& stop)
{
    while (!stop.stop_requested())
    {
        std::stop_token woken;
        {
            const std::lock_guard lock(m_mutex);
            m_wake = std::stop_source();
            woken = m_wake.get_token();
        }
        base::Nanoseconds pause = kLook;
        if (const auto trouble = m_guard.run([&] { pause = look(); }))
            pause = *trouble;
        if (!stop.stop_requested())
            m_parts.clock.waitFor(pause, woken);
    }
}

base::Nanoseconds Renewal::look()
{
    const auto life = m_parts.folder.life();
    const auto wall = m_parts.clock.wall();
    if (!life || !wall.trusted || (m_parts.folder.isOnTrial() && !endTrial()))
        return kLook;
    if (wall.utc < renewalTime(*life))
        return kLook;
    const auto renewed = m_parts.est.renew();
    if (renewed)
        qCInfo(lcRenewal) << "the machine has a new certificate";
    else
        qCWarning(lcRenewal) << "the certificate is not renewed:" << dotted(renewed.error().code).c_str();
    if (renewed)
        (void)endTrial();
    return after(renewed);
}

/// True when the new identity has worked or has been given up.
bool Renewal::endTrial()
{
    const auto isTaken = m_parts.probe(m_parts.folder.file());
    if (!isTaken)
        return false;
    if (*isTaken)
        return m_parts.folder.confirm().has_value();
    if (m_parts.probe(m_parts.folder.previousFile()) != true)
        return false; // neither works: both stay
    qCWarning(lcRenewal) << "the platform does not take the new certificate; the one before is used again";
    return m_parts.folder.goBack().has_value();
}

base::Nanoseconds Renewal::after(const EnrolResult<void>& result)
{
    const std::lock_guard lock(m_mutex);
    m_problem = result ? std::string() : dotted(result.error().code);
    if (!result)
        return m_backOff.next({});
    m_backOff.reset();
    return kLook;
}

} // namespace banshi::queue::enrol

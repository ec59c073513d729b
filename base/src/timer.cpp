// SPDX-License-Identifier: Apache-2.0
#include "banshi/base/timer.h"

#include <QMetaObject>
#include <algorithm>

namespace banshi::base
{

namespace
{

// QTimer counts in int milliseconds; longer waits are taken in steps of one hour.
constexpr std::chrono::milliseconds kLongestStep = std::chrono::hours(1);

} // namespace

Timer::Timer(const Clock& clock, QObject* parent) : QObject(parent), m_clock(clock)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Timer::check);
    m_jumps = clock.onJump([this] { QMetaObject::invokeMethod(this, &Timer::check, Qt::QueuedConnection); });
}

Timer::~Timer() = default;

void Timer::start(Nanoseconds span)
{
    m_period = Nanoseconds(0);
    m_due = m_clock.now() + std::max(Nanoseconds(0), span);
    m_active = true;
    arm();
}

void Timer::startRepeating(Nanoseconds period)
{
    m_period = period;
    m_due = m_clock.now() + period;
    m_active = true;
    arm();
}

void Timer::stop()
{
    m_active = false;
    m_timer.stop();
}

Nanoseconds Timer::remaining() const
{
    return m_active ? std::max(Nanoseconds(0), m_due - m_clock.now()) : Nanoseconds(0);
}

void Timer::arm()
{
    m_timer.stop();
    if (const auto real = m_clock.realUntil(m_due))
    {
        const auto millis = std::chrono::ceil<std::chrono::milliseconds>(*real);
        m_timer.start(std::min(millis, kLongestStep));
    }
}

void Timer::check()
{
    if (!m_active)
        return;
    if (m_clock.now() < m_due)
    {
        arm();
        return;
    }
    if (m_period > Nanoseconds(0))
    {
        m_due = std::max(m_due + m_period, m_clock.now());
        arm();
    }
    else
    {
        stop();
    }
    Q_EMIT fired();
}

} // namespace banshi::base

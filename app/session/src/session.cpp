// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/session/session.h"

#include "banshi/app/services/form_model.h"
#include "banshi/base/ids.h"

namespace banshi::app::session
{

Session::Session(Surroundings& surroundings, SessionLimits limits)
    : m_around(surroundings), m_limits(limits), m_idle(surroundings.clock), m_tick(surroundings.clock)
{
    connect(&m_idle, &base::Timer::fired, this, &Session::idleFired);
    connect(&m_tick, &base::Timer::fired, this, &Session::tick);
}

Session::~Session() = default;

bool Session::start(services::ServicePtr service, std::shared_ptr<const services::Catalogue> catalogue, Flow::Kind kind)
{
    if (m_flow || m_over)
        return false;
    if (kind != Flow::Kind::Pickup)
    {
        auto form = services::FormModel::open(service, std::move(catalogue), m_around.clock);
        if (!form)
            return false;
        m_visit.form = std::move(*form);
    }
    m_visit.service = std::move(service);
    begin(std::make_unique<Flow>(m_around, m_visit, kind));
    return true;
}

bool Session::startWithCard(Offers offers)
{
    if (m_flow || m_over || offers.services.empty())
        return false;
    begin(std::make_unique<Flow>(m_around, m_visit, std::move(offers)));
    return true;
}

void Session::begin(std::unique_ptr<Flow> flow)
{
    m_visit.id = base::newUuid(m_around.clock);
    m_flow = std::move(flow);
    connect(m_flow.get(), &Flow::changed, this, &Session::follow);
    connect(m_flow.get(), &Flow::ended, this, [this](bool completed) {
        finish(completed ? SessionEnd::Completed : m_answerBy ? SessionEnd::IdledOut : SessionEnd::Abandoned);
    });
    Q_EMIT started();
    m_flow->begin();
    restartIdle();
}

void Session::handle(const Event& event)
{
    if (!m_flow || m_over)
        return;
    touched();
    m_flow->handle(event);
}

void Session::touched()
{
    if (!m_flow || m_over)
        return;
    const bool asked = m_answerBy.has_value();
    m_answerBy.reset();
    m_tick.stop();
    restartIdle();
    if (asked)
        Q_EMIT changed();
}

void Session::follow()
{
    const bool atEnd = std::holds_alternative<DoneState>(m_flow->current().state());
    if (!m_over && std::exchange(m_atEnd, atEnd) != atEnd)
    {
        // The last page has its own time, which begins when it comes.
        m_answerBy.reset();
        m_tick.stop();
        restartIdle();
    }
    Q_EMIT changed();
}

void Session::restartIdle()
{
    const bool atEnd = std::holds_alternative<DoneState>(m_flow->current().state());
    m_idle.start(atEnd ? m_limits.donePage : m_limits.idle);
}

void Session::idleFired()
{
    if (m_flow->current().isCommitted())
        return m_idle.start(m_limits.idleAnswer);
    if (std::holds_alternative<DoneState>(m_flow->current().state()))
        return m_flow->handle({Event::Kind::Finish, {}, {}});
    m_answerBy = m_around.clock.now() + m_limits.idleAnswer;
    m_tick.startRepeating(std::chrono::seconds(1));
    Q_EMIT changed();
}

void Session::tick()
{
    if (!m_answerBy)
        return;
    if (m_around.clock.now() < *m_answerBy)
        return Q_EMIT changed();
    m_tick.stop();
    if (m_flow->current().isCommitted())
    {
        m_answerBy.reset();
        return restartIdle();
    }
    finish(SessionEnd::IdledOut);
}

std::optional<int> Session::idleQuestion() const
{
    if (!m_answerBy)
        return std::nullopt;
    const auto left = std::chrono::ceil<std::chrono::seconds>(*m_answerBy - m_around.clock.now());
    return static_cast<int>(std::max<std::int64_t>(0, left.count()));
}

void Session::finish(SessionEnd how)
{
    if (m_over)
        return;
    m_over = true;
    m_idle.stop();
    m_tick.stop();
    m_flow->end();
    Q_EMIT ended(how);
}

} // namespace banshi::app::session

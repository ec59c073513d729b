// SPDX-License-Identifier: GPL-3.0-or-later
#include "done_step.h"

#include "banshi/base/ids.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcDone, "banshi.app.session")

namespace banshi::app::session
{

namespace
{

const std::string& numberOf(DoneState::Kind kind, const Visit& visit)
{
    switch (kind)
    {
    case DoneState::Kind::Certificate:
        return visit.serial;
    case DoneState::Kind::Applied:
        return visit.caseId;
    case DoneState::Kind::Paid:
        return visit.orderId;
    case DoneState::Kind::Saved:
        return visit.localNumber;
    }
    return visit.serial;
}

} // namespace

void DoneStep::enter()
{
    m_done = DoneState{
        m_kind, numberOf(m_kind, m_visit), {}, m_visit.totalFen, m_visit.slipPrinted, m_visit.card.has_value(), 0};
    if (m_kind == DoneState::Kind::Applied)
        m_done.pickupCode = m_visit.pickupCode;
    show(m_done);
}

void DoneStep::handle(const Event& event)
{
    if (event.kind == Event::Kind::Rate && m_done.rating == 0)
    {
        m_done.rating = event.value.empty() ? 0 : event.value[0] - '0';
        if (!m_visit.sessionId.empty())
            m_around.platform.post(
                "/v1/ratings", base::newUuid(m_around.clock),
                {{"session_id", m_visit.sessionId}, {"item", m_visit.service->id}, {"grade", m_done.rating}},
                [](const ports::PlatformResult<nlohmann::json>& kept) {
                    // The resident has given it and goes; only the machine's people can mend it.
                    if (!kept)
                        qCWarning(lcDone) << "a rating is lost:" << kept.error().code.c_str();
                });
        show(m_done);
    }
    else if (event.kind == Event::Kind::Finish || event.kind == Event::Kind::Next)
        Q_EMIT done();
}

} // namespace banshi::app::session

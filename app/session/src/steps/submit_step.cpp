// SPDX-License-Identifier: GPL-3.0-or-later
#include "submit_step.h"

#include "banshi/app/services/form_model.h"
#include "banshi/app/services/service_definition.h"

namespace banshi::app::session
{

SubmitStep::SubmitStep(Surroundings& surroundings, Visit& visit)
    : Step(surroundings, visit), m_promise(surroundings, ports::IntentKind::Submit)
{
}

void SubmitStep::enter()
{
    m_sending = true;
    show(ProgressState{ProgressState::Work::Submitting, 0, 0});
    m_promise.open(m_visit.id, {{"operation", "applications"}, {"item", m_visit.service->id}},
                   guarded([this](bool kept) {
                       if (kept)
                           return send();
                       m_sending = false;
                       m_promise.close(ports::IntentOutcome::Failed);
                       showFault({"app.journalUnavailable", ports::FaultClass::Operator, {}, {}, {}}, false, true);
                   }));
}

void SubmitStep::send()
{
    m_sending = true;
    show(ProgressState{ProgressState::Work::Submitting, 0, 0});
    nlohmann::json body{{"item", m_visit.service->id},
                        {"def_version", m_visit.service->version},
                        {"session_id", m_visit.sessionId},
                        {"subject_token", m_visit.subjectToken},
                        {"form", m_visit.form->submission().form}};
    m_around.platform.post("/v1/applications", m_promise.id(), std::move(body),
                           guarded([this](ports::PlatformResult<nlohmann::json> answer) { take(std::move(answer)); }));
}

void SubmitStep::take(ports::PlatformResult<nlohmann::json> answer)
{
    m_sending = false;
    if (!answer)
    {
        if (answer.error().kind == ports::FaultClass::Retry)
            return showFault(answer.error(), true, false); // perhaps accepted: only the same key may ask again
        m_promise.close(ports::IntentOutcome::Failed, {{"code", answer.error().code}});
        return showFault(answer.error(), false, true);
    }
    const auto cases = answer->value("cases", nlohmann::json::array());
    m_visit.caseId = cases.empty() ? std::string() : cases[0].value("case_id", "");
    m_visit.pickupCode = answer->value("pickup_code", "");
    m_visit.pickupDays = answer->value("pickup_days", 0);
    m_promise.close(ports::IntentOutcome::Done, {{"case_id", m_visit.caseId}});
    if (answer->value("state", "") == "REJECTED")
        show(NoticeState{NoticeState::Kind::SeeCounter, m_visit.caseId, {}});
    else
        Q_EMIT done();
}

void SubmitStep::handle(const Event& event)
{
    if (m_sending)
        return;
    if (event.kind == Event::Kind::Retry && m_promise.isOpen())
        send();
    else if (event.kind == Event::Kind::Back && !m_promise.isOpen())
        Q_EMIT back();
    else if (event.kind == Event::Kind::Finish || event.kind == Event::Kind::Next)
        Q_EMIT abandoned();
}

} // namespace banshi::app::session

// SPDX-License-Identifier: GPL-3.0-or-later
#include "pickup_step.h"

#include "banshi/base/ids.h"

#include <algorithm>

namespace banshi::app::session
{

namespace
{

constexpr std::size_t kCodeLength = 10; // the contract's pick-up codes

std::string normalised(const std::string& text)
{
    std::string code;
    for (const char c : text)
        if (c != ' ' && c != '-')
            code += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return code;
}

} // namespace

void PickupStep::handle(const Event& event)
{
    if (event.kind == Event::Kind::Text)
        m_visit.pickupCode = normalised(event.value);
    else if (event.kind == Event::Kind::Next)
    {
        const auto& code = m_visit.pickupCode;
        const bool plain = std::all_of(code.begin(), code.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
        if (code.size() == kCodeLength && plain)
            Q_EMIT done();
        else
            show(PickupState{"app.pickupCodeIncomplete"});
    }
    else if (event.kind == Event::Kind::Back || event.kind == Event::Kind::Finish)
        Q_EMIT abandoned();
}

void RedeemStep::enter()
{
    show(ProgressState{ProgressState::Work::Checking, 0, 0});
    nlohmann::json body{{"pickup_code", m_visit.pickupCode},
                        {"session_id", m_visit.sessionId},
                        {"subject_token", m_visit.subjectToken}};
    m_around.platform.post(
        "/v1/entitlements/redeem", base::newUuid(m_around.clock), std::move(body),
        guarded([this](ports::PlatformResult<nlohmann::json> answer) {
            if (!answer)
                return showFault(answer.error(), answer.error().kind == ports::FaultClass::Retry, false);
            m_visit.caseId = answer->value("case_id", "");
            const std::string now = answer->value("state", "");
            if (now == "READY")
                Q_EMIT done();
            else if (now == "PENDING")
                show(NoticeState{NoticeState::Kind::NotReady, m_visit.caseId, answer->value("ready_estimate", "")});
            else if (now == "COLLECTED")
                show(NoticeState{NoticeState::Kind::Collected, m_visit.caseId, {}});
            else
                show(NoticeState{NoticeState::Kind::SeeCounter, m_visit.caseId, {}});
        }));
}

void RedeemStep::handle(const Event& event)
{
    if (event.kind == Event::Kind::Retry)
        begin();
    else if (event.kind == Event::Kind::Finish || event.kind == Event::Kind::Next || event.kind == Event::Kind::Back)
        Q_EMIT abandoned();
}

} // namespace banshi::app::session

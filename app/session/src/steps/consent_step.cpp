// SPDX-License-Identifier: GPL-3.0-or-later
#include "consent_step.h"

#include "banshi/app/services/service_definition.h"
#include "banshi/base/ids.h"

namespace banshi::app::session
{

void ConsentStep::enter()
{
    show(ConsentState{});
}

void ConsentStep::handle(const Event& event)
{
    if (event.kind == Event::Kind::Next || event.kind == Event::Kind::Retry)
        open();
    else if (event.kind == Event::Kind::Back || event.kind == Event::Kind::Finish)
        Q_EMIT abandoned();
}

void ConsentStep::open()
{
    if (const auto* now = std::get_if<ConsentState>(&state()); now != nullptr && now->opening)
        return;
    show(ConsentState{true});
    nlohmann::json body{
        {"item", m_visit.service->id}, {"locale", m_around.locale}, {"consents", {"identity.card", "identity.face"}}};
    m_around.platform.post("/v1/sessions", base::newUuid(m_around.clock), std::move(body),
                           guarded([this](ports::PlatformResult<nlohmann::json> answer) {
                               if (!answer)
                                   return showFault(answer.error(), true, true);
                               m_visit.sessionId = answer->value("session_id", "");
                               m_visit.nonce = answer->value("nonce", "");
                               Q_EMIT done();
                           }));
}

} // namespace banshi::app::session

// SPDX-License-Identifier: GPL-3.0-or-later
#include "consent_step.h"

#include "banshi/base/ids.h"
#include "identity.h"

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
    if (!m_visit.service) // chosen after the card; the platform's session is opened then
        return Q_EMIT done();
    show(ConsentState{true});
    m_around.platform.post("/v1/sessions", base::newUuid(m_around.clock), sessionRequest(m_visit, m_around),
                           guarded([this](ports::PlatformResult<nlohmann::json> answer) {
                               if (!answer)
                                   return showFault(answer.error(), true, true);
                               keepSession(*answer, m_visit);
                               Q_EMIT done();
                           }));
}

} // namespace banshi::app::session

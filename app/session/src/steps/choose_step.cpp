// SPDX-License-Identifier: GPL-3.0-or-later
#include "choose_step.h"

#include "banshi/base/ids.h"
#include "identity.h"

#include <algorithm>

namespace banshi::app::session
{

ChooseStep::ChooseStep(Surroundings& surroundings, Visit& visit, Offers offers)
    : Step(surroundings, visit), m_offers(std::move(offers))
{
}

void ChooseStep::enter()
{
    show(ChooseState{m_offers.services});
}

void ChooseStep::handle(const Event& event)
{
    const bool choosing = std::holds_alternative<ChooseState>(state());
    const bool failed = std::holds_alternative<FaultState>(state());
    if (event.kind == Event::Kind::Choose && choosing)
        choose(event.value);
    else if (event.kind == Event::Kind::Retry && failed)
        open();
    else if (event.kind == Event::Kind::Back && failed)
        enter();
    else if (event.kind == Event::Kind::Back && choosing)
        Q_EMIT back();
    else if (event.kind == Event::Kind::Finish)
        Q_EMIT abandoned();
}

void ChooseStep::choose(const std::string& id)
{
    const auto wanted = std::find_if(m_offers.services.begin(), m_offers.services.end(),
                                     [&](const auto& service) { return service->id == id; });
    if (wanted == m_offers.services.end())
        return;
    auto form = services::FormModel::open(*wanted, m_offers.catalogue, m_around.clock);
    if (!form)
        return showFault({"app.formUnusable", ports::FaultClass::Operator, {}, {}, {}}, false, true);
    m_visit.service = *wanted;
    m_visit.form = std::move(*form);
    open();
}

void ChooseStep::open()
{
    show(ProgressState{ProgressState::Work::Checking, 0, 0});
    m_around.platform.post("/v1/sessions", base::newUuid(m_around.clock), sessionRequest(m_visit, m_around),
                           guarded([this](ports::PlatformResult<nlohmann::json> answer) {
                               if (!answer)
                                   return showFault(answer.error(), true, true);
                               keepSession(*answer, m_visit);
                               Q_EMIT done();
                           }));
}

} // namespace banshi::app::session

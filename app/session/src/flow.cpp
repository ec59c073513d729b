// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/session/flow.h"

#include "banshi/app/services/service_definition.h"
#include "steps/bill_step.h"
#include "steps/card_step.h"
#include "steps/certificate_step.h"
#include "steps/choose_step.h"
#include "steps/consent_step.h"
#include "steps/done_step.h"
#include "steps/face_step.h"
#include "steps/form_step.h"
#include "steps/otp_step.h"
#include "steps/pay_step.h"
#include "steps/photo_step.h"
#include "steps/pickup_step.h"
#include "steps/report_step.h"
#include "steps/slip_step.h"
#include "steps/submit_step.h"
#include "steps/summary_step.h"

#include <algorithm>

namespace banshi::app::session
{

Flow::Flow(Surroundings& surroundings, Visit& visit, Kind kind) : m_around(surroundings), m_visit(visit)
{
    switch (kind)
    {
    case Kind::Certificate:
    case Kind::Application:
        addIdentity();
        addAfterIdentity(kind);
        break;
    case Kind::Bill:
        add<FormStep>(Stage::Form);
        add<BillStep>(Stage::Bill);
        add<PayStep>(Stage::Pay);
        add<SlipStep>(Stage::Receive, SlipContent::Kind::Paid);
        add<DoneStep>(Stage::Receive, DoneState::Kind::Paid);
        break;
    case Kind::Report:
        add<FormStep>(Stage::Form);
        add<PhotoStep>(Stage::Photo);
        add<SummaryStep>(Stage::Confirm);
        add<ReportStep>(Stage::Receive);
        add<SlipStep>(Stage::Receive, SlipContent::Kind::SavedReport);
        add<DoneStep>(Stage::Receive, DoneState::Kind::Saved);
        break;
    case Kind::Pickup:
        add<PickupStep>(Stage::Code);
        addIdentity();
        add<RedeemStep>(Stage::Receive);
        add<CertificateStep>(Stage::Receive);
        add<DoneStep>(Stage::Receive, DoneState::Kind::Certificate);
        break;
    }
}

Flow::Flow(Surroundings& surroundings, Visit& visit, Offers offers) : m_around(surroundings), m_visit(visit)
{
    add<ConsentStep>(Stage::Consent);
    add<CardStep>(Stage::Card);
    add<ChooseStep>(Stage::Choose, std::move(offers));
    addFace(); // stays when another service is chosen, so that its tries are not given again
    m_beforeChoice = m_places.size();
}

Flow::~Flow() = default;

template <class StepClass, class... Arguments>
void Flow::add(Stage stage, Arguments&&... arguments)
{
    m_places.push_back(
        {stage, std::make_unique<StepClass>(m_around, m_visit, std::forward<Arguments>(arguments)...), nullptr});
    watch(*m_places.back().step);
}

void Flow::addIdentity()
{
    add<ConsentStep>(Stage::Consent);
    add<CardStep>(Stage::Card);
    addFace();
}

void Flow::addFace()
{
    add<FaceStep>(Stage::Face);
    m_places.back().otherDoor = std::make_unique<OtpStep>(m_around, m_visit);
    watch(*m_places.back().otherDoor);
}

void Flow::addAfterIdentity(Kind kind)
{
    add<FormStep>(Stage::Form);
    add<SummaryStep>(Stage::Confirm);
    if (kind == Kind::Application)
    {
        add<SubmitStep>(Stage::Receive);
        add<SlipStep>(Stage::Receive, SlipContent::Kind::Applied);
        add<DoneStep>(Stage::Receive, DoneState::Kind::Applied);
        return;
    }
    add<CertificateStep>(Stage::Receive);
    add<DoneStep>(Stage::Receive, DoneState::Kind::Certificate);
}

void Flow::followChoice()
{
    m_places.erase(m_places.begin() + static_cast<std::ptrdiff_t>(m_beforeChoice), m_places.end());
    addAfterIdentity(flowKind(*m_visit.service).value_or(Kind::Certificate));
}

void Flow::watch(Step& step)
{
    connect(&step, &Step::changed, this, &Flow::changed);
    connect(&step, &Step::done, this, [this] {
        if (stage() == Stage::Choose)
            followChoice();
        if (m_at + 1 < m_places.size())
            goTo(m_at + 1);
        else
            Q_EMIT ended(true);
    });
    connect(&step, &Step::back, this, &Flow::goBack);
    connect(&step, &Step::formWanted, this, [this] {
        for (std::size_t place = 0; place < m_places.size(); ++place)
            if (m_places[place].stage == Stage::Form)
                return goTo(place);
    });
    connect(&step, &Step::otherWay, this, &Flow::swapDoors);
    connect(&step, &Step::abandoned, this, [this] { Q_EMIT ended(false); });
}

void Flow::begin()
{
    m_places.front().step->begin();
}

void Flow::end()
{
    m_places[m_at].step->end();
}

void Flow::handle(const Event& event)
{
    m_places[m_at].step->handle(event);
}

void Flow::goTo(std::size_t place)
{
    m_places[m_at].step->end();
    m_at = place;
    m_places[m_at].step->begin();
}

void Flow::goBack()
{
    for (std::size_t place = m_at; place-- > 0;)
    {
        if (!m_places[place].step->canReturn())
            break;
        return goTo(place);
    }
    Q_EMIT ended(false);
}

void Flow::swapDoors()
{
    Place& place = m_places[m_at];
    if (!place.otherDoor)
        return;
    place.step->end();
    std::swap(place.step, place.otherDoor);
    place.step->begin();
}

std::vector<Stage> Flow::stages() const
{
    std::vector<Stage> all;
    for (const auto& place : m_places)
        if (std::find(all.begin(), all.end(), place.stage) == all.end())
            all.push_back(place.stage);
    if (m_beforeChoice == m_places.size()) // what follows any choice, so that the bar does not grow under way
        all.insert(all.end(), {Stage::Form, Stage::Confirm, Stage::Receive});
    return all;
}

std::optional<Flow::Kind> flowKind(const services::ServiceDefinition& service)
{
    using services::Archetype;
    switch (service.archetype)
    {
    case Archetype::Certificate:
        return Flow::Kind::Certificate;
    case Archetype::Application:
        return Flow::Kind::Application;
    case Archetype::Bill:
        return Flow::Kind::Bill;
    case Archetype::Report:
        return Flow::Kind::Report;
    case Archetype::Guide:
    case Archetype::Query:
    case Archetype::Instant:
    case Archetype::Case:
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace banshi::app::session

// SPDX-License-Identifier: GPL-3.0-or-later
#include "card_step.h"

namespace banshi::app::session
{

namespace
{

// One reading command; when nobody lays a card the next one follows, until the session's own idle question.
constexpr std::chrono::seconds kReadTimeout(60);
// A card that could not be read has to be lifted before the reader finds it again (devices' own rule).
constexpr std::chrono::seconds kLiftTimeout(20);
constexpr std::chrono::seconds kReaderAway(1);

} // namespace

CardStep::CardStep(Surroundings& surroundings, Visit& visit) : Step(surroundings, visit), m_again(surroundings.clock)
{
    connect(&m_again, &base::Timer::fired, this, &CardStep::read);
}

void CardStep::enter()
{
    m_visit.card.reset();
    show(CardState{});
    read();
}

void CardStep::leave()
{
    m_again.stop();
    m_around.devices.cancel(m_call);
}

void CardStep::handle(const Event& event)
{
    if (event.kind == Event::Kind::Back)
        Q_EMIT back();
    else if (event.kind == Event::Kind::Finish)
        Q_EMIT abandoned();
}

void CardStep::read()
{
    m_call = m_around.devices.readCard(
        kReadTimeout, guarded([this](ports::DeviceResult<ports::CardRecord> answer) { take(std::move(answer)); }));
}

void CardStep::take(ports::DeviceResult<ports::CardRecord> answer)
{
    if (answer)
    {
        m_visit.card = std::move(*answer);
        Q_EMIT done();
        return;
    }
    if (answer.error().code == "drivers.idcard.noMedia")
        return read();
    show(CardState{CardState::Phase::Failed, answer.error().code});
    m_call = m_around.devices.waitCardLifted(kLiftTimeout, guarded([this](bool lifted) {
                                                 if (lifted)
                                                     read();
                                                 else
                                                     m_again.start(kReaderAway);
                                             }));
}

} // namespace banshi::app::session

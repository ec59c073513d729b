// SPDX-License-Identifier: GPL-3.0-or-later
#include "pay_step.h"

namespace banshi::app::session
{

namespace
{

constexpr std::chrono::seconds kPollPeriod(2);  // services.md F6
constexpr std::chrono::seconds kOrderLife(180); // when the platform names no end
constexpr std::chrono::seconds kLongestLife(600);
constexpr std::chrono::seconds kLongestClosing(60); // then the page is given back; recovery asks when the line is back

base::MonoTime expiryOf(const nlohmann::json& order, const base::Clock& clock)
{
    const auto until = base::fromRfc3339(order.value("expires_at", ""));
    base::Nanoseconds life = kOrderLife;
    if (until && clock.wall().trusted)
        life = std::clamp<base::Nanoseconds>(*until - clock.wall().utc, std::chrono::seconds(0), kLongestLife);
    return clock.now() + life;
}

} // namespace

PayStep::PayStep(Surroundings& surroundings, Visit& visit)
    : Step(surroundings, visit), m_promise(surroundings, ports::IntentKind::Pay), m_poll(surroundings.clock)
{
    connect(&m_poll, &base::Timer::fired, this, &PayStep::poll);
}

void PayStep::enter()
{
    m_closing = false;
    m_closeTold = false;
    m_leaving = false;
    m_asking = false;
    show(ProgressState{ProgressState::Work::Checking, 0, 0});
    nlohmann::json data{{"item_quote", m_visit.quoteId}, {"fen", m_visit.totalFen}};
    m_promise.open(m_visit.id, std::move(data), guarded([this](bool kept) {
                       if (kept)
                           return create();
                       m_promise.close(ports::IntentOutcome::Failed);
                       showFault({"app.journalUnavailable", ports::FaultClass::Operator, {}, {}, {}}, false, true);
                   }));
}

void PayStep::leave()
{
    m_poll.stop();
}

void PayStep::create()
{
    show(ProgressState{ProgressState::Work::Checking, 0, 0});
    nlohmann::json body{{"quote_id", m_visit.quoteId}, {"channel", "native-qr"}};
    m_around.platform.post("/v1/payments", m_promise.id(), std::move(body),
                           guarded([this](ports::PlatformResult<nlohmann::json> answer) {
                               if (answer)
                                   return ordered(*answer);
                               if (answer.error().kind == ports::FaultClass::Retry)
                                   return showFault(answer.error(), true, false); // unknown: the same key asks again
                               m_promise.close(ports::IntentOutcome::Failed);
                               showFault(answer.error(), false, true);
                           }));
}

void PayStep::ordered(const nlohmann::json& order)
{
    m_visit.orderId = order.value("order_id", "");
    m_qrText = order.value("qr_text", "");
    m_expires = expiryOf(order, m_around.clock);
    m_promise.note({{"order_id", m_visit.orderId}}, guarded([this](bool) {
                       show(PayState{m_qrText, m_visit.lines, m_visit.totalFen, m_expires, false});
                       m_poll.startRepeating(kPollPeriod);
                   }));
}

void PayStep::poll()
{
    if (m_asking)
        return;
    const auto now = m_around.clock.now();
    if (m_closing && now >= m_giveUp)
    {
        m_poll.stop();
        return show(FaultState{"app.paymentInDoubt", {}, true, false, m_visit.orderId});
    }
    if (m_closing ? !m_closeTold : now >= m_expires)
        return closeOrder();
    m_asking = true;
    m_around.platform.get("/v1/payments/" + m_visit.orderId,
                          guarded([this](ports::PlatformResult<nlohmann::json> answer) {
                              m_asking = false;
                              if (answer)
                                  weigh(*answer);
                          }));
}

void PayStep::closeOrder()
{
    if (!std::exchange(m_closing, true))
        m_giveUp = m_around.clock.now() + kLongestClosing;
    m_asking = true;
    show(PayState{m_qrText, m_visit.lines, m_visit.totalFen, m_expires, true});
    m_around.platform.post("/v1/payments/" + m_visit.orderId + "/close",
                           ports::followUpKey(m_promise.id(), ports::FollowUp::CloseOrder), nlohmann::json::object(),
                           guarded([this](ports::PlatformResult<nlohmann::json> answer) {
                               m_asking = false;
                               m_closeTold = m_closeTold || answer.has_value();
                               if (answer)
                                   weigh(*answer);
                           }));
}

void PayStep::askAgain()
{
    m_leaving = false; // whoever asks wants to read the answer
    m_giveUp = m_around.clock.now() + kLongestClosing;
    show(PayState{m_qrText, m_visit.lines, m_visit.totalFen, m_expires, true});
    m_poll.startRepeating(kPollPeriod);
    poll();
}

void PayStep::weigh(const nlohmann::json& order)
{
    const std::string now = order.value("state", "UNKNOWN");
    if (now == "PAID")
    {
        m_poll.stop();
        m_visit.payIntent = m_promise.id();
        m_promise.leaveOpen(); // until the slip is promised: in between recovery must know that one is owed
        Q_EMIT done();
    }
    else if (now == "CLOSED" || now == "REFUNDED")
    {
        m_poll.stop();
        m_promise.close(ports::IntentOutcome::Failed, {{"state", now}});
        if (m_leaving)
            Q_EMIT abandoned();
        else
            showFault({"app.paymentClosed", ports::FaultClass::User, {}, {}, {}}, true, true);
    }
}

void PayStep::handle(const Event& event)
{
    const bool paying = std::holds_alternative<PayState>(state());
    if (event.kind == Event::Kind::Retry && !paying)
    {
        if (m_promise.isOpen() && m_closing)
            askAgain();
        else if (m_promise.isOpen())
            create();
        else
            enter();
    }
    else if (event.kind == Event::Kind::Back && !paying && !m_promise.isOpen())
        Q_EMIT back();
    else if (event.kind == Event::Kind::Finish || event.kind == Event::Kind::Back)
    {
        if (!m_promise.isOpen())
        {
            Q_EMIT abandoned();
            return;
        }
        if (std::holds_alternative<FaultState>(state()))
        {
            m_promise.leaveOpen();
            Q_EMIT abandoned();
            return;
        }
        m_leaving = event.kind == Event::Kind::Finish;
        if (paying && !m_closing)
            closeOrder();
    }
}

} // namespace banshi::app::session

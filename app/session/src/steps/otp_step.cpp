// SPDX-License-Identifier: GPL-3.0-or-later
#include "otp_step.h"

#include "banshi/base/ids.h"
#include "identity.h"

namespace banshi::app::session
{

namespace
{

constexpr std::size_t kCodeDigits = 6;

} // namespace

void OtpStep::enter()
{
    send();
}

void OtpStep::send()
{
    m_code.clear();
    show(OtpState{});
    nlohmann::json body{{"chip", chipFields(*m_visit.card)},
                        {"reader", {{"device", m_around.deviceId}, {"sam_number", m_visit.card->samNumber}}},
                        {"nonce", m_visit.nonce}};
    m_around.platform.post("/v1/sessions/" + m_visit.sessionId + "/otp", base::newUuid(m_around.clock), std::move(body),
                           guarded([this](ports::PlatformResult<nlohmann::json> answer) {
                               if (!answer)
                                   return show(OtpState{OtpState::Phase::Failed, {}, answer.error().code});
                               m_sentTo = answer->value("sent_to", "");
                               show(OtpState{OtpState::Phase::Asking, m_sentTo, {}});
                           }));
}

void OtpStep::handle(const Event& event)
{
    const auto* now = std::get_if<OtpState>(&state());
    if (event.kind == Event::Kind::Back)
        Q_EMIT back();
    else if (event.kind == Event::Kind::Finish)
        Q_EMIT abandoned();
    else if (event.kind == Event::Kind::OtherWay)
        Q_EMIT otherWay();
    else if (event.kind == Event::Kind::Retry)
        send();
    else if (event.kind == Event::Kind::Text)
        m_code = event.value;
    else if (event.kind == Event::Kind::Next && now != nullptr && now->phase == OtpState::Phase::Asking)
        verify();
}

void OtpStep::verify()
{
    if (m_code.size() != kCodeDigits)
        return show(OtpState{OtpState::Phase::Asking, m_sentTo, "app.otpIncomplete"});
    show(OtpState{OtpState::Phase::Checking, m_sentTo, {}});
    m_around.platform.post("/v1/sessions/" + m_visit.sessionId + "/otp/verify", base::newUuid(m_around.clock),
                           {{"code", m_code}}, guarded([this](ports::PlatformResult<nlohmann::json> answer) {
                               m_code.clear();
                               if (answer && keepAssurance(*answer, m_visit))
                                   Q_EMIT done();
                               else
                                   show(OtpState{OtpState::Phase::Asking, m_sentTo,
                                                 answer ? "app.platformNonsense" : answer.error().code});
                           }));
}

} // namespace banshi::app::session

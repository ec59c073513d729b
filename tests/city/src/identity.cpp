// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/identity.h"

#include "banshi/city/calendar.h"
#include "banshi/city/problem.h"
#include "banshi/city/pseudonyms.h"
#include "banshi/city/random.h"
#include "banshi/queue/contract/mask.h"

#include <fmt/core.h>

namespace banshi::city
{

namespace
{

constexpr std::chrono::minutes kCodeTtl(5);

/// The number in the register of mobiles: invented, and always the same for the same person.
std::string registeredMobile(const Subject& subject)
{
    return fmt::format("138{:08}", ruleNumber("mobile " + subject.idNumber, 100'000'000));
}

nlohmann::json known(const std::string& field, const nlohmann::json& value, const char* zh, const char* en,
                     base::UtcTime asOf)
{
    return {{"field", field}, {"value", value}, {"source", textPair(zh, en)}, {"as_of", base::toRfc3339(asOf)}};
}

} // namespace

void Identity::addHandlers(Handlers& handlers)
{
    handlers["proveIdentity"] = [this](const Call& call) { return prove(call); };
    handlers["sendOneTimeCode"] = [this](const Call& call) { return sendCode(call); };
    handlers["verifyOneTimeCode"] = [this](const Call& call) { return verifyCode(call); };
    handlers["prefill"] = [this](const Call& call) { return prefill(call); };
}

OrProblem<Subject> Identity::judgeChip(const Session& session, const nlohmann::json& body) const
{
    if (textOf(body, "nonce") != session.nonce)
        return tl::unexpected(problem("identity.nonceWrong"));
    const auto& chip = body.at("chip");
    const std::string validTo = textOf(chip, "valid_to");
    if (validTo != "长期" && validTo < dayDigits(dayOf(m_clock.wall().utc)))
        return tl::unexpected(problem("identity.notSupported", "the card is past its last day"));
    return Subject{textOf(chip, "card_type"), textOf(chip, "name"), textOf(chip, "id_number"), textOf(chip, "birth")};
}

Response Identity::prove(const Call& call)
{
    const auto session = m_sessions.find(call.params.at("session_id"), call.request.device);
    if (!session)
        return session.error();
    const auto subject = judgeChip(**session, call.body);
    if (!subject)
        return subject.error();
    if (textOf(call.body, "level") == "card")
        return m_sessions.grant(**session, *subject, Assurance::Card, "card");
    const bool isDemonstration = call.body.at("face").at("demonstration").get<bool>();
    if (isDemonstration && m_refuseDemonstration)
        return problem("identity.demonstrationRefused");
    return m_sessions.grant(**session, *subject, Assurance::Strong, isDemonstration ? "face (demonstration)" : "face");
}

Response Identity::sendCode(const Call& call)
{
    const auto session = m_sessions.find(call.params.at("session_id"), call.request.device);
    if (!session)
        return session.error();
    const auto subject = judgeChip(**session, call.body);
    if (!subject)
        return subject.error();
    const auto expires = m_clock.wall().utc + kCodeTtl;
    m_lastCode = randomDigits(6);
    (*session)->code = OneTimeCode{m_lastCode, *subject, expires};
    return answer(200, {{"sent_to", queue::contract::maskMobile(registeredMobile(*subject))},
                        {"expires_at", base::toRfc3339(expires)}});
}

Response Identity::verifyCode(const Call& call)
{
    const auto session = m_sessions.find(call.params.at("session_id"), call.request.device);
    if (!session)
        return session.error();
    auto& code = (*session)->code;
    if (!code || m_clock.wall().utc >= code->expires)
        return problem("identity.otpExpired");
    if (code->triesLeft == 0)
        return problem("identity.tooManyTries");
    --code->triesLeft;
    if (code->code != textOf(call.body, "code"))
        return problem(code->triesLeft == 0 ? "identity.tooManyTries" : "identity.otpWrong");
    const Subject subject = code->subject;
    code.reset();
    return m_sessions.grant(**session, subject, Assurance::Strong, "otp");
}

Response Identity::prefill(const Call& call)
{
    const auto session = m_sessions.find(call.params.at("session_id"), call.request.device);
    if (!session)
        return session.error();
    const auto itemParam = call.request.query.find("item");
    const std::string item = itemParam == call.request.query.end() ? "" : itemParam->second;
    if (findItem(item) == nullptr)
        return problem("item.unknown");
    nlohmann::json values = nlohmann::json::array();
    const Grant* grant = m_sessions.latestGrant((*session)->id);
    if (grant != nullptr && findItem(item)->needed == Assurance::Strong)
    {
        const auto now = m_clock.wall().utc;
        const Month last = monthOf(now) - std::chrono::months(1);
        const bool isPayList = item == "hr.pay-list";
        const int span = isPayList ? 11 : 12 + static_cast<int>(ruleNumber("residence " + grant->subject.idNumber, 60));
        const char* zh = isPayList ? "社保参保登记" : "居住登记";
        const char* en = isPayList ? "Social insurance register" : "Residence register";
        values.push_back(known("from", monthText(last - std::chrono::months(span)), zh, en, now));
        values.push_back(known("to", monthText(last), zh, en, now));
    }
    return answer(200, {{"values", values}});
}

} // namespace banshi::city

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/applications.h"

#include "banshi/city/calendar.h"
#include "banshi/city/problem.h"
#include "banshi/city/random.h"

#include <algorithm>

namespace banshi::city
{

namespace
{

constexpr int kWorkdays = 3;
constexpr int kPickupDays = 30;
constexpr int kYoungest = 14;
constexpr int kMostCopies = 5;
constexpr int kMostWrongCodes = 5;
constexpr std::chrono::minutes kLock(15);

const char* stateName(CaseState state)
{
    switch (state)
    {
    case CaseState::Accepted:
        return "ACCEPTED";
    case CaseState::NeedMore:
        return "NEED_MORE";
    case CaseState::Approved:
        return "APPROVED";
    case CaseState::Rejected:
        return "REJECTED";
    }
    return "ACCEPTED";
}

/// The words of the counter; a refusal is told there, never on a machine.
nlohmann::json stageOf(const Case& one)
{
    if (one.state == CaseState::Accepted)
        return textPair("审核中", "Under review");
    if (one.state == CaseState::NeedMore)
        return textPair("待补正", "Something is missing");
    return one.state == CaseState::Approved && !one.isCollected() ? textPair("可以领取", "Ready to collect")
                                                                  : textPair("已办结", "Closed");
}

const char* entitlementOf(const Case& one)
{
    if (one.state == CaseState::Accepted || one.state == CaseState::NeedMore)
        return "PENDING";
    if (one.state == CaseState::Rejected)
        return "REFUSED";
    return one.isCollected() ? "COLLECTED" : "READY";
}

int ageOn(const Subject& subject, base::UtcTime time)
{
    const std::string today = dayDigits(dayOf(time));
    const int years = std::stoi(today.substr(0, 4)) - std::stoi(subject.birth.substr(0, 4));
    return today.substr(4) < subject.birth.substr(4) ? years - 1 : years;
}

std::string upper(std::string code)
{
    std::transform(code.begin(), code.end(), code.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return code;
}

} // namespace

void Applications::addHandlers(Handlers& handlers)
{
    handlers["apply"] = [this](const Call& call) { return apply(call); };
    handlers["getApplication"] = [this](const Call& call) { return show(call); };
    handlers["supplement"] = [this](const Call& call) { return supplement(call); };
    handlers["createEntitlement"] = [this](const Call& call) { return entitle(call); };
    handlers["getEntitlement"] = [this](const Call& call) { return showEntitlement(call); };
    handlers["redeemEntitlement"] = [this](const Call& call) { return redeem(call); };
}

Case* Applications::find(const std::string& caseId)
{
    for (const auto& one : m_cases)
        if (one->id == caseId)
            return one.get();
    return nullptr;
}

std::string Applications::faultOf(const Subject& subject, const nlohmann::json& form) const
{
    const auto from = parseMonth(textOf(form, "from"));
    const auto to = parseMonth(textOf(form, "to"));
    if (!from || !to || monthsBetween(*from, *to) < 1)
        return "the period is missing or ends before it starts";
    if (*to > monthOf(m_clock.wall().utc))
        return "the period ends in the future";
    if (monthText(*to) < subject.birth.substr(0, 4) + "-" + subject.birth.substr(4, 2))
        return "the period ends before the person was born";
    const auto copies = form.value("copies", nlohmann::json(1));
    if (!copies.is_number_integer() || copies < 1 || copies > kMostCopies)
        return "one to five copies";
    return ageOn(subject, m_clock.wall().utc) < kYoungest ? "below the age of 14" : "";
}

Response Applications::apply(const Call& call)
{
    const std::string itemId = textOf(call.body, "item");
    const Item* item = findItem(itemId);
    if (item == nullptr || itemId != "pol.no-crime")
        return problem("item.unknown");
    const auto grant = m_sessions.subjectOf(call, item->needed);
    if (!grant)
        return grant.error();
    const auto& form = call.body.at("form");
    if (const std::string fault = faultOf(grant->subject, form); !fault.empty())
        return problem("application.refused", fault);
    const auto now = m_clock.wall().utc;
    auto one = std::make_unique<Case>(Case{.id = newHandle("case"),
                                           .item = itemId,
                                           .device = call.request.device,
                                           .subject = grant->subject,
                                           .form = form,
                                           .pickupCode = randomCode(10),
                                           .madeAt = now,
                                           .due = afterWorkdays(now, kWorkdays),
                                           .copies = form.value("copies", 1)});
    auto reply = answer(201, {{"cases", {{{"case_id", one->id}, {"dept", textPair(item->deptZh, item->deptEn)}}}},
                              {"state", stateName(one->state)},
                              {"pickup_code", one->pickupCode},
                              {"pickup_days", kPickupDays}});
    m_cases.push_back(std::move(one));
    return reply;
}

Response Applications::show(const Call& call)
{
    const Case* one = find(call.params.at("case_id"));
    if (one == nullptr)
        return problem("application.unknown");
    const int left = one->state == CaseState::Accepted ? workdaysBetween(m_clock.wall().utc, one->due) : 0;
    return answer(200, {{"case_id", one->id},
                        {"item", one->item},
                        {"state", stateName(one->state)},
                        {"stage", stageOf(*one)},
                        {"days_left", left}});
}

Response Applications::supplement(const Call& call)
{
    const auto grant = m_sessions.subjectOf(call, Assurance::Strong);
    if (!grant)
        return grant.error();
    Case* one = find(call.params.at("case_id"));
    if (one == nullptr || one->subject.idNumber != grant->subject.idNumber)
        return problem("application.unknown");
    if (one->state != CaseState::NeedMore)
        return problem("application.refused", "the case does not wait for anything");
    if (const std::string fault = faultOf(grant->subject, call.body.at("form")); !fault.empty())
        return problem("application.refused", fault);
    one->form = call.body.at("form");
    one->state = CaseState::Accepted;
    return answer(200, {{"case_id", one->id}, {"state", stateName(one->state)}});
}

Response Applications::entitle(const Call& call)
{
    const auto grant = m_sessions.subjectOf(call, Assurance::Strong);
    if (!grant)
        return grant.error();
    const Case* one = find(textOf(call.body, "case_id"));
    if (one == nullptr || one->subject.idNumber != grant->subject.idNumber)
        return problem("application.unknown");
    return answer(201, {{"pickup_code", one->pickupCode}, {"pickup_days", kPickupDays}});
}

Response Applications::showEntitlement(const Call& call)
{
    const std::string code = upper(call.params.at("pickup_code"));
    for (const auto& one : m_cases)
        if (one->pickupCode == code)
            return answer(200, {{"item", one->item}, {"state", entitlementOf(*one)}});
    return problem("entitlement.unknown");
}

bool Applications::isLocked(const std::string& idNumber) const
{
    const auto wrong = m_wrongCodes.find(m_pseudonyms.hmac(idNumber));
    if (wrong == m_wrongCodes.end())
        return false;
    const auto since = m_clock.wall().utc - kLock;
    return std::count_if(wrong->second.begin(), wrong->second.end(), [&](auto time) { return time > since; }) >=
           kMostWrongCodes;
}

Response Applications::redeem(const Call& call)
{
    const auto grant = m_sessions.subjectOf(call, Assurance::Strong);
    if (!grant)
        return grant.error();
    const std::string& idNumber = grant->subject.idNumber;
    const auto now = m_clock.wall().utc;
    if (isLocked(idNumber))
        return problem("identity.tooManyTries", {}, std::chrono::seconds(kLock).count());
    const std::string code = upper(textOf(call.body, "pickup_code"));
    const auto found =
        std::find_if(m_cases.begin(), m_cases.end(), [&](const auto& one) { return one->pickupCode == code; });
    const bool isKnown =
        found != m_cases.end() && !((*found)->decidedAt && now > *(*found)->decidedAt + std::chrono::days(kPickupDays));
    if (!isKnown)
    {
        m_wrongCodes[m_pseudonyms.hmac(idNumber)].push_back(now);
        return problem("entitlement.unknown");
    }
    const Case& one = **found;
    if (one.subject.idNumber != idNumber)
        return problem("entitlement.notYours");
    nlohmann::json body = {{"case_id", one.id}, {"item", one.item}, {"state", entitlementOf(one)}};
    if (one.state == CaseState::Accepted || one.state == CaseState::NeedMore)
        body["ready_estimate"] = base::toRfc3339(one.due);
    return answer(200, body);
}

int Applications::decide(const std::string& caseId, CaseState decision)
{
    int decided = 0;
    for (const auto& one : m_cases)
    {
        if (one->state != CaseState::Accepted || (!caseId.empty() && one->id != caseId))
            continue;
        one->state = decision;
        if (decision != CaseState::NeedMore)
            one->decidedAt = m_clock.wall().utc;
        ++decided;
    }
    return decided;
}

nlohmann::json Applications::dump() const
{
    nlohmann::json cases = nlohmann::json::array();
    for (const auto& one : m_cases)
        cases.push_back({{"case_id", one->id},
                         {"item", one->item},
                         {"device", one->device},
                         {"subject", m_pseudonyms.person(one->subject.name, one->subject.idNumber)},
                         {"made_at", base::toRfc3339(one->madeAt)},
                         {"state", stateName(one->state)},
                         {"entitlement", entitlementOf(*one)},
                         {"copies", one->copies},
                         {"copies_printed", one->copiesPrinted}});
    return cases;
}

} // namespace banshi::city

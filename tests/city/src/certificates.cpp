// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/certificates.h"

#include "banshi/city/certificate_texts.h"
#include "banshi/city/licence_id.h"
#include "banshi/city/problem.h"
#include "banshi/city/random.h"

namespace banshi::city
{

namespace
{

constexpr std::chrono::minutes kPermitTtl(30);

} // namespace

struct Certificates::Issued
{
    std::string serial;
    std::string licenceId;
    std::string item;
    std::string device;
    std::string caseId;
    std::string permit;
    std::string sha256;
    int pages = 0;
    Subject subject;
    base::UtcTime at;
    base::UtcTime expires;
    State state = State::Permitted;
    int printsDone = 0;
    int cleanFailures = 0;
    nlohmann::json attempts = nlohmann::json::array();
};

const char* Certificates::stateName(State state)
{
    switch (state)
    {
    case State::Permitted:
        return "PERMITTED";
    case State::Printed:
        return "PRINTED";
    case State::Voided:
        return "VOIDED";
    }
    return "VOIDED";
}

void Certificates::addHandlers(Handlers& handlers)
{
    handlers["issueCertificate"] = [this](const Call& call) { return issue(call); };
    handlers["getFile"] = [this](const Call& call) { return file(call); };
}

void Certificates::addDurable(DurableHandlers& handlers)
{
    handlers["prints"] = [this](const DurableItem& item) { return confirmPrint(item); };
}

OrProblem<PaperText> Certificates::payList(const Call& call, const Grant& grant) const
{
    nlohmann::json form = call.body.value("form", nlohmann::json::object());
    if (const std::string id = textOf(call.body, "query_id"); !id.empty())
    {
        const Query* query = m_queries.find(id, "hr.pay-list", call.request.device);
        if (query == nullptr || query->subject.idNumber != grant.subject.idNumber)
            return tl::unexpected(problem("query.unknown"));
        form = query->params;
    }
    const Month lastMonth = monthOf(m_clock.wall().utc) - std::chrono::months(1);
    const auto list = insuranceList(grant.subject.idNumber, form, lastMonth);
    if (!list.fault.empty())
        return tl::unexpected(problem("application.refused", list.fault));
    return payListText(grant.subject, list);
}

OrProblem<PaperText> Certificates::textFor(const Call& call, const Grant& grant, Case*& source)
{
    const std::string item = textOf(call.body, "item");
    if (item == "hr.pay-list")
        return payList(call, grant);
    if (item != "pol.no-crime")
        return tl::unexpected(problem("item.unknown", "this item has no paper"));
    source = m_applications.find(textOf(call.body, "case_id"));
    if (source == nullptr || source->item != item)
        return tl::unexpected(problem("application.unknown"));
    if (source->subject.idNumber != grant.subject.idNumber)
        return tl::unexpected(problem("entitlement.notYours"));
    if (source->state != CaseState::Approved || source->isCollected())
        return tl::unexpected(problem("certificate.notReady"));
    return noCrimeText(source->subject, source->form);
}

Response Certificates::issue(const Call& call)
{
    const Item* item = findItem(textOf(call.body, "item"));
    if (item == nullptr)
        return problem("item.unknown");
    const auto grant = m_sessions.subjectOf(call, Assurance::Strong);
    if (!grant)
        return grant.error();
    Case* source = nullptr;
    auto text = textFor(call, *grant, source);
    if (!text)
        return text.error();
    if (source != nullptr)
        voidSurplus(*source);
    return finish(call, *item, source != nullptr ? source->subject : grant->subject, std::move(*text), source);
}

/// No more papers of one case may be valid than copies were asked for: the oldest permits lapse for a new one.
void Certificates::voidSurplus(const Case& source)
{
    int valid = 1;
    for (auto issued = m_issued.rbegin(); issued != m_issued.rend(); ++issued)
    {
        if ((*issued)->caseId != source.id || (*issued)->state != State::Permitted)
            continue;
        if (++valid > source.copies - source.copiesPrinted)
            (*issued)->state = State::Voided;
    }
}

Response Certificates::finish(const Call& call, const Item& item, const Subject& subject, PaperText text,
                              const Case* source)
{
    const auto now = m_clock.wall().utc;
    auto issued = std::make_shared<Issued>();
    const std::string issuerCode = departmentCode(item.deptCode);
    issued->serial = "SZ" + dayDigits(dayOf(now)) + randomDigits(8);
    issued->licenceId = licenceId(issuerCode + (source != nullptr ? "011" : "021"), issuerCode, issued->serial);
    text.issuer = item.deptZh;
    text.day = dayZh(dayOf(now));
    text.serial = issued->serial;
    text.licenceId = issued->licenceId;
    text.verifyCode = randomCode(8);
    text.verifyUrl = "https://verify.banshi.example/v?l=" + issued->licenceId + "&c=" + text.verifyCode;
    const auto paper = drawPaper(text);
    if (!paper)
        return problem("platform.unavailable", paper.error().detail, 60);
    issued->item = item.id;
    issued->device = call.request.device;
    issued->caseId = source != nullptr ? source->id : std::string();
    issued->permit = newHandle("permit");
    issued->sha256 = sha256Hex(paper->pdf);
    issued->pages = paper->pages;
    issued->subject = subject;
    issued->at = now;
    issued->expires = now + kPermitTtl;
    m_files[issued->sha256] = paper->pdf;
    auto reply = answer(201, {{"serial", issued->serial},
                              {"licence_id", issued->licenceId},
                              {"url", "/v1/files/" + issued->sha256},
                              {"sha256", issued->sha256},
                              {"size", paper->pdf.size()},
                              {"pages", paper->pages},
                              {"signature", m_keys.sign(signedText(issued->serial, issued->sha256, paper->pages))},
                              {"key_id", m_keys.signKeyId()},
                              {"print_permit", issued->permit},
                              {"expires_at", base::toRfc3339(issued->expires)}});
    m_issued.push_back(std::move(issued));
    return reply;
}

Response Certificates::file(const Call& call) const
{
    const auto found = m_files.find(call.params.at("sha256"));
    if (found == m_files.end())
        return problem("file.unknown");
    return {.status = 200, .type = "application/pdf", .body = found->second};
}

Certificates::Issued* Certificates::findPermit(const std::string& permit, const std::string& serial,
                                               const std::string& device)
{
    for (const auto& issued : m_issued)
        if (issued->permit == permit && issued->serial == serial && issued->device == device)
            return issued.get();
    return nullptr;
}

DurableVerdict Certificates::confirmPrint(const DurableItem& item)
{
    Issued* issued = findPermit(textOf(item.body, "permit"), textOf(item.body, "serial"), item.device);
    if (issued == nullptr)
        return {"permit.unknown"};
    const std::string result = textOf(item.body, "result");
    issued->attempts.push_back({{"attempt", item.body.at("attempt")},
                                {"result", result},
                                {"pages_out", item.body.at("pages_out")},
                                {"at", item.body.at("at")},
                                {"late", item.late}});
    issued->printsDone += result == "DONE" ? 1 : 0;
    if (issued->state != State::Permitted)
        return {"permit.used", stateName(issued->state)};
    if (result == "FAILED_CLEAN" && issued->cleanFailures++ == 0)
        return {};
    issued->state = result == "DONE" ? State::Printed : State::Voided;
    Case* source = m_applications.find(issued->caseId);
    if (issued->state == State::Printed && source != nullptr)
        ++source->copiesPrinted;
    return {};
}

nlohmann::json Certificates::dump() const
{
    nlohmann::json all = nlohmann::json::array();
    for (const auto& issued : m_issued)
        all.push_back({{"serial", issued->serial},
                       {"licence_id", issued->licenceId},
                       {"item", issued->item},
                       {"device", issued->device},
                       {"case_id", issued->caseId},
                       {"subject", m_pseudonyms.person(issued->subject.name, issued->subject.idNumber)},
                       {"sha256", issued->sha256},
                       {"pages", issued->pages},
                       {"issued_at", base::toRfc3339(issued->at)},
                       {"state", stateName(issued->state)},
                       {"printed", issued->printsDone},
                       {"attempts", issued->attempts}});
    return all;
}

} // namespace banshi::city

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/pseudonyms.h"
#include "banshi/city/sessions.h"

#include <memory>
#include <vector>

namespace banshi::city
{

/// How a case stands; PENDING, READY, REFUSED of the contract follow from it.
enum class CaseState
{
    Accepted,
    NeedMore, ///< waits for a supplement
    Approved,
    Rejected,
};

/// One application of one person.
struct Case
{
    std::string id;
    std::string item;
    std::string device;
    Subject subject;
    nlohmann::json form;
    std::string pickupCode;
    base::UtcTime madeAt;
    base::UtcTime due;
    CaseState state = CaseState::Accepted;
    std::optional<base::UtcTime> decidedAt = std::nullopt;
    int copies = 1;
    int copiesPrinted = 0;
    [[nodiscard]] bool isCollected() const { return copiesPrinted >= copies; }
};

/// Applications, decisions and pick-up codes. Threads: the caller's lock.
class Applications
{
public:
    Applications(const base::Clock& clock, Sessions& sessions, const Pseudonyms& pseudonyms)
        : m_clock(clock), m_sessions(sessions), m_pseudonyms(pseudonyms)
    {
    }

    void addHandlers(Handlers& handlers);
    /// Null when there is no such case.
    [[nodiscard]] Case* find(const std::string& caseId);
    /// Decides one waiting case, or all of them when `caseId` is empty. Returns how many were decided.
    int decide(const std::string& caseId, CaseState decision);
    [[nodiscard]] nlohmann::json dump() const;

private:
    [[nodiscard]] Response apply(const Call& call);
    [[nodiscard]] Response show(const Call& call);
    [[nodiscard]] Response redeem(const Call& call);
    [[nodiscard]] Response supplement(const Call& call);
    [[nodiscard]] Response entitle(const Call& call);
    [[nodiscard]] Response showEntitlement(const Call& call);
    [[nodiscard]] std::string faultOf(const Subject& subject, const nlohmann::json& form) const;
    [[nodiscard]] bool isLocked(const std::string& idNumber) const;

    const base::Clock& m_clock;
    Sessions& m_sessions;
    const Pseudonyms& m_pseudonyms;
    std::vector<std::unique_ptr<Case>> m_cases;
    std::map<std::string, std::vector<base::UtcTime>> m_wrongCodes; // by keyed hash of the person
};

} // namespace banshi::city

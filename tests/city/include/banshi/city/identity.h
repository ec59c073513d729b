// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/sessions.h"

namespace banshi::city
{

/// Judges evidence of identity: the card, the machine's face comparison, the one-time code; and tells what the city
/// already knows of the person. Threads: the caller's lock.
class Identity
{
public:
    /// `refuseDemonstration`: whether a comparison marked "demonstration" is refused.
    Identity(const base::Clock& clock, Sessions& sessions, bool refuseDemonstration)
        : m_clock(clock), m_sessions(sessions), m_refuseDemonstration(refuseDemonstration)
    {
    }

    void addHandlers(Handlers& handlers);
    /// The code sent last, as the resident would read it on the mobile; empty when none was sent.
    [[nodiscard]] const std::string& lastCode() const { return m_lastCode; }

private:
    [[nodiscard]] OrProblem<Subject> judgeChip(const Session& session, const nlohmann::json& body) const;
    [[nodiscard]] Response prove(const Call& call);
    [[nodiscard]] Response sendCode(const Call& call);
    [[nodiscard]] Response verifyCode(const Call& call);
    [[nodiscard]] Response prefill(const Call& call);

    const base::Clock& m_clock;
    Sessions& m_sessions;
    bool m_refuseDemonstration;
    std::string m_lastCode;
};

} // namespace banshi::city

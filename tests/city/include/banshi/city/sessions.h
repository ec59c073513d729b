// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/city/http.h"
#include "banshi/city/items.h"

#include <map>
#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace banshi::city
{

/// A person as the chip of the card tells it.
struct Subject
{
    std::string cardType;
    std::string name;
    std::string idNumber;
    std::string birth;
};

/// A one-time code on its way to a resident's mobile.
struct OneTimeCode
{
    std::string code;
    Subject subject;
    base::UtcTime expires;
    int triesLeft = 5;
};

/// One visit at one machine.
struct Session
{
    std::string id;
    std::string item;
    std::string device;
    std::string nonce;
    base::UtcTime expires;
    std::optional<OneTimeCode> code;
};

/// What a subject token stands for.
struct Grant
{
    std::string sessionId;
    Subject subject;
    Assurance assurance = Assurance::None;
    std::string how; ///< `card`, `face`, `face (demonstration)` or `otp`
    base::UtcTime expires;
};

template <class T>
using OrProblem = tl::expected<T, Response>;

/// Visits and the proofs of identity given in them. Threads: the caller's lock.
class Sessions
{
public:
    explicit Sessions(const base::Clock& clock) : m_clock(clock) {}

    /// createSession.
    [[nodiscard]] Response open(const Call& call);
    /// The living session of this device. Problems: session.unknown, session.expired.
    [[nodiscard]] OrProblem<Session*> find(const std::string& id, const std::string& device);
    /// Hands out a token, good for ten minutes. Answers `{assurance, subject_token, expires_at}`.
    [[nodiscard]] Response grant(const Session& session, const Subject& subject, Assurance assurance,
                                 const std::string& how);
    /// Who stands behind `session_id` and `subject_token` of the body; `needed` may be None (then an empty Grant will
    /// do). Problems: those of find(), identity.required.
    [[nodiscard]] OrProblem<Grant> subjectOf(const Call& call, Assurance needed);
    /// The newest grant of a session, for what it may be told without a token in the call; null when there is none.
    [[nodiscard]] const Grant* latestGrant(const std::string& sessionId) const;
    /// How many visits there were, and how many tokens of each kind were given.
    [[nodiscard]] nlohmann::json dump() const;

private:
    const base::Clock& m_clock;
    std::map<std::string, Session> m_sessions;
    std::map<std::string, Grant> m_grants;
    std::map<std::string, std::string> m_latest; // session -> token
};

} // namespace banshi::city

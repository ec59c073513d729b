// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/sessions.h"

#include "banshi/city/problem.h"
#include "banshi/city/random.h"

namespace banshi::city
{

namespace
{

constexpr std::chrono::seconds kSessionTtl(1800);
constexpr std::chrono::minutes kTokenTtl(10);

} // namespace

Response Sessions::open(const Call& call)
{
    const std::string item = textOf(call.body, "item");
    if (findItem(item) == nullptr)
        return problem("item.unknown");
    Session session{.id = newHandle("ses"),
                    .item = item,
                    .device = call.request.device,
                    .nonce = newHandle("nonce"),
                    .expires = m_clock.wall().utc + kSessionTtl,
                    .code = std::nullopt};
    auto reply = answer(201, {{"session_id", session.id}, {"ttl_s", kSessionTtl.count()}, {"nonce", session.nonce}});
    const std::string id = session.id;
    m_sessions.emplace(id, std::move(session));
    return reply;
}

OrProblem<Session*> Sessions::find(const std::string& id, const std::string& device)
{
    const auto found = m_sessions.find(id);
    if (found == m_sessions.end() || found->second.device != device)
        return tl::unexpected(problem("session.unknown"));
    if (m_clock.wall().utc >= found->second.expires)
        return tl::unexpected(problem("session.expired"));
    return &found->second;
}

Response Sessions::grant(const Session& session, const Subject& subject, Assurance assurance, const std::string& how)
{
    const std::string token = newHandle("tok");
    const auto expires = m_clock.wall().utc + kTokenTtl;
    m_grants[token] = {session.id, subject, assurance, how, expires};
    m_latest[session.id] = token;
    return answer(200, {{"assurance", how.substr(0, how.find(' '))},
                        {"subject_token", token},
                        {"expires_at", base::toRfc3339(expires)}});
}

OrProblem<Grant> Sessions::subjectOf(const Call& call, Assurance needed)
{
    const std::string sessionId = textOf(call.body, "session_id");
    const std::string token = textOf(call.body, "subject_token");
    if (needed == Assurance::None && token.empty())
        return Grant{};
    if (const auto session = find(sessionId, call.request.device); !session)
        return tl::unexpected(session.error());
    const auto found = m_grants.find(token);
    if (found == m_grants.end() || found->second.sessionId != sessionId || found->second.assurance < needed ||
        m_clock.wall().utc >= found->second.expires)
        return tl::unexpected(problem("identity.required"));
    return found->second;
}

const Grant* Sessions::latestGrant(const std::string& sessionId) const
{
    const auto token = m_latest.find(sessionId);
    return token == m_latest.end() ? nullptr : &m_grants.at(token->second);
}

nlohmann::json Sessions::dump() const
{
    nlohmann::json items = nlohmann::json::object();
    for (const auto& [id, session] : m_sessions)
        items[session.item] = items.value(session.item, 0) + 1;
    nlohmann::json grants = nlohmann::json::object();
    for (const auto& [token, grant] : m_grants)
        grants[grant.how] = grants.value(grant.how, 0) + 1;
    return {{"opened", m_sessions.size()}, {"by_item", items}, {"grants", grants}};
}

} // namespace banshi::city

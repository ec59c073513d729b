// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/idempotency.h"

#include "banshi/city/problem.h"
#include "banshi/city/pseudonyms.h"

namespace banshi::city
{

namespace
{

std::string nameOf(const Request& request)
{
    return request.device + " " + request.header("idempotency-key");
}

} // namespace

std::optional<Response> Idempotency::begin(const Request& request)
{
    if (request.method != "POST")
        return std::nullopt;
    std::string fingerprint = request.method + " " + request.path + " " + sha256Hex(request.body);
    const auto [found, isNew] = m_entries.try_emplace(nameOf(request), Entry{fingerprint, std::nullopt});
    if (isNew)
        return std::nullopt;
    if (found->second.fingerprint != fingerprint)
    {
        ++m_conflicts;
        return problem("request.keyReused");
    }
    if (!found->second.response)
        return problem("request.running", {}, 1);
    ++m_replays;
    Response replay = *found->second.response;
    replay.headers["idempotency-replayed"] = "true";
    return replay;
}

void Idempotency::end(const Request& request, const Response& response)
{
    if (request.method != "POST")
        return;
    if (response.keep)
        m_entries.at(nameOf(request)).response = response;
    else
        m_entries.erase(nameOf(request));
}

nlohmann::json Idempotency::dump() const
{
    return {{"keys", m_entries.size()}, {"replays", m_replays}, {"conflicts", m_conflicts}};
}

} // namespace banshi::city

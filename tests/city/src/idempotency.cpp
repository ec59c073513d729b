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

std::optional<Response> Idempotency::begin(const Request& request, const std::string& operationId)
{
    if (request.method != "POST" || request.header("idempotency-key").empty())
        return std::nullopt;
    std::string fingerprint = request.method + " " + request.path + " " + sha256Hex(request.body);
    const auto [found, isNew] = m_entries.try_emplace(nameOf(request), Entry{fingerprint, operationId, std::nullopt});
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
    const auto found = m_entries.find(nameOf(request));
    if (request.method != "POST" || found == m_entries.end())
        return;
    if (!response.keep)
    {
        m_entries.erase(found);
        return;
    }
    found->second.response = response;
    m_state.append({{"kind", "answer"},
                    {"name", found->first},
                    {"fingerprint", found->second.fingerprint},
                    {"operation", found->second.operation},
                    {"status", response.status},
                    {"type", response.type},
                    {"body", response.body}});
}

std::optional<nlohmann::json> Idempotency::outcome(const std::string& device, const std::string& key) const
{
    const auto found = m_entries.find(device + " " + key);
    if (found == m_entries.end())
        return std::nullopt;
    nlohmann::json said = {{"key", key}, {"operation", found->second.operation}};
    const auto& response = found->second.response;
    said["state"] = response ? "done" : "running";
    if (response)
    {
        said["status"] = response->status;
        said["answer"] = nlohmann::json::parse(response->body);
    }
    return said;
}

void Idempotency::restore(const nlohmann::json& line)
{
    Response response{.status = line.at("status"), .type = textOf(line, "type"), .body = textOf(line, "body")};
    m_entries[textOf(line, "name")] = {textOf(line, "fingerprint"), textOf(line, "operation"), std::move(response)};
}

nlohmann::json Idempotency::dump() const
{
    return {{"keys", m_entries.size()}, {"replays", m_replays}, {"conflicts", m_conflicts}};
}

} // namespace banshi::city

// SPDX-License-Identifier: GPL-3.0-or-later
#include "local_calls.h"

#include "banshi/queue/gateway/machine_state.h"
#include "personal_data.h"
#include "replies.h"

#include <nlohmann/json.hpp>

namespace banshi::queue::gateway
{

using nlohmann::json;

namespace
{

constexpr int kUsualLimit = 100;
constexpr const char* kOwn = "gateway."; // what the gateway remembers for itself

HttpReply noted(const Gateway::Parts& parts, int status, const json& body, const store::StoreResult<bool>& kept)
{
    if (!kept)
        return storeReply(parts.contract, kept.error());
    return jsonReply(status, {{"intent_id", body.value("intent_id", "")}, {"duplicate", *kept}});
}

json toJson(const store::IntentRecord& record)
{
    json data = json::parse(record.intent.data, nullptr, false);
    for (const auto& note : record.notes)
        if (const json more = json::parse(note, nullptr, false); more.is_object() && data.is_object())
            data.update(more);
    json out{{"intent_id", record.intent.id},
             {"kind", record.intent.kind},
             {"session", record.intent.session},
             {"data", data},
             {"opened_at", base::toRfc3339(record.openedAt)}};
    if (!record.outcome.empty())
        out["outcome"] = record.outcome;
    if (record.closedAt)
        out["closed_at"] = base::toRfc3339(*record.closedAt);
    return out;
}

HttpReply intents(const Gateway::Parts& parts, const store::StoreResult<std::vector<store::IntentRecord>>& records)
{
    if (!records)
        return storeReply(parts.contract, records.error());
    json list = json::array();
    for (const auto& record : *records)
        list.push_back(toJson(record));
    return jsonReply(200, {{"intents", list}});
}

const char* nameOf(store::Watermark mark)
{
    switch (mark)
    {
    case store::Watermark::None:
        return "none";
    case store::Watermark::Warns:
        return "warns";
    case store::Watermark::LowPriorityStops:
        return "low-priority-stops";
    case store::Watermark::Stops:
        return "stops";
    }
    return "none";
}

int limitOf(const CheckedRequest& request)
{
    const auto found = request.parameters.find("limit");
    return found == request.parameters.end() ? kUsualLimit : std::atoi(found->second.c_str());
}

HttpReply health(const Gateway::Parts& parts)
{
    const auto now = parts.store.health();
    const auto line = parts.upstream.line();
    const auto wall = parts.clock.wall();
    std::int64_t oldest = 0;
    if (now.counts.oldest)
        oldest = std::max<std::int64_t>(
            0, std::chrono::duration_cast<std::chrono::seconds>(wall.utc - *now.counts.oldest).count());
    const bool isRight = line.clockOffsetMs && std::abs(*line.clockOffsetMs) <= kClockToleranceMs;
    json out{
        {"status", now.accepting && line.reachable ? "ok" : "degraded"},
        {"upstream", {{"reachable", line.reachable}, {"since", base::toRfc3339(line.since)}}},
        {"queue",
         {{"pending", now.counts.pending},
          {"parked", now.counts.parked},
          {"oldest_s", oldest},
          {"fill_percent", now.fillPercent},
          {"watermark", nameOf(now.watermark)}}},
        {"accepting", now.accepting},
        {"disk", {{"free_bytes", now.freeBytes}, {"used_bytes", now.usedBytes}, {"budget_bytes", now.budgetBytes}}},
        {"clock", {{"trusted", wall.trusted || isRight}, {"offset_ms", line.clockOffsetMs.value_or(0)}}}};
    if (!line.lastProblem.empty())
        out["upstream"]["last_problem"] = line.lastProblem.substr(0, 200);
    if (line.lastContact)
        out["upstream"]["last_contact"] = base::toRfc3339(*line.lastContact);
    if (const auto until = parts.certificateUntil ? parts.certificateUntil() : std::nullopt)
        out["certificate_until"] = base::toRfc3339(*until);
    return jsonReply(200, out);
}

HttpReply getSetting(const Gateway::Parts& parts, const CheckedRequest& request)
{
    const auto value = parts.store.settings().get(request.parameters.at("key"));
    if (!value)
        return storeReply(parts.contract, value.error());
    if (!*value)
        return problemReply(parts.contract, "setting.unknown");
    return jsonReply(200, {{"value", json::parse(**value, nullptr, false)}});
}

HttpReply putSetting(const Gateway::Parts& parts, const CheckedRequest& request)
{
    const auto& body = request.body;
    const std::string& key = request.parameters.at("key");
    const bool isForgetting = key == kTrustedTime && body.at("value").is_null();
    if (key.starts_with(kOwn) && !isForgetting)
        return problemReply(parts.contract, "request.forbidden", "the gateway keeps this one itself");
    const auto kept =
        parts.store.settings().put(key, body.at("value").dump(), body.value("who", ""), body.value("reason", ""));
    if (!kept)
        return storeReply(parts.contract, kept.error());
    return jsonReply(200, {{"value", body.at("value")}});
}

HttpReply listAudit(const Gateway::Parts& parts, const CheckedRequest& request)
{
    const auto entries = parts.store.settings().newestAudit(limitOf(request));
    if (!entries)
        return storeReply(parts.contract, entries.error());
    json list = json::array();
    for (const auto& entry : *entries)
        list.push_back({{"seq", entry.id},
                        {"at", base::toRfc3339(entry.at)},
                        {"who", entry.who},
                        {"what", entry.what},
                        {"before", json::parse(entry.before, nullptr, false)},
                        {"after", json::parse(entry.after, nullptr, false)}});
    for (auto& entry : list)
        for (const char* side : {"before", "after"})
            if (entry[side].is_discarded())
                entry[side] = nullptr;
    return jsonReply(200, {{"entries", list}});
}

HttpReply addAudit(const Gateway::Parts& parts, const CheckedRequest& request)
{
    store::AuditEntry entry;
    entry.who = request.body.value("who", "");
    entry.what = request.body.value("what", "");
    entry.before = request.body.value("before", json()).dump();
    entry.after = request.body.value("after", json()).dump();
    const auto number = parts.store.settings().audit(entry);
    if (!number)
        return storeReply(parts.contract, number.error());
    return jsonReply(201, {{"seq", *number}});
}

HttpReply takeCommands(const Gateway::Parts& parts)
{
    return jsonReply(200, {{"commands", parts.commands == nullptr ? json::array() : parts.commands->giveOut()}});
}

HttpReply endCommand(const Gateway::Parts& parts, const CheckedRequest& request)
{
    const sync::CommandEnd end{request.parameters.at("command_id"), request.body.value("result", ""),
                               request.body.value("code", "")};
    if (parts.commands == nullptr || !parts.commands->finish(end))
        return problemReply(parts.contract, "request.invalid", "no such command is out");
    return jsonReply(200, {{"accepted", true}});
}

} // namespace

HttpReply serveLocal(const Gateway::Parts& parts, const CheckedRequest& request)
{
    const std::string& id = request.operation.id;
    const json& body = request.body;
    auto& journal = parts.store.journal();
    if (looksPersonal(body))
        return problemReply(parts.contract, "journal.personalData");
    if (id == "openIntent")
        return noted(parts, 201, body,
                     journal.open({body.value("intent_id", ""), body.value("kind", ""), body.value("session", ""),
                                   body["data"].dump()}));
    if (id == "noteIntent")
        return noted(parts, 200, body, journal.note(body.value("intent_id", ""), body["data"].dump()));
    if (id == "closeIntent")
        return noted(parts, 200, body,
                     journal.close({body.value("intent_id", ""), body.value("outcome", ""), body["data"].dump()}));
    if (id == "listOpenIntents")
        return intents(parts, journal.openIntents());
    if (id == "listRecentIntents")
        return intents(parts, journal.recent(limitOf(request)));
    if (id == "getLocalHealth")
        return health(parts);
    if (id == "getSetting")
        return getSetting(parts, request);
    if (id == "putSetting")
        return putSetting(parts, request);
    if (id == "listAudit")
        return listAudit(parts, request);
    if (id == "addAudit")
        return addAudit(parts, request);
    if (id == "takeCommands")
        return takeCommands(parts);
    if (id == "endCommand")
        return endCommand(parts, request);
    return problemReply(parts.contract, "request.unknownOperation");
}

} // namespace banshi::queue::gateway

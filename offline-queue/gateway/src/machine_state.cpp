// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/machine_state.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace banshi::queue::gateway
{

using nlohmann::json;

namespace
{

constexpr const char* kCommands = "gateway.commands";
constexpr const char* kReconciled = "gateway.reconciled-to";

} // namespace

json heartbeatOf(const MetricsSources& sources)
{
    const auto health = sources.store();
    const auto line = sources.line();
    const auto wall = sources.clock.wall();
    std::int64_t oldest = 0;
    if (health.counts.oldest)
        oldest = std::max<std::int64_t>(
            0, std::chrono::duration_cast<std::chrono::seconds>(wall.utc - *health.counts.oldest).count());
    const bool isRight = line.clockOffsetMs && std::abs(*line.clockOffsetMs) <= kClockToleranceMs;
    json faults = json::array();
    if (!health.accepting && !health.problem.empty())
        faults.push_back(health.problem);
    if (sources.lostByPlatform && sources.lostByPlatform() > 0)
        faults.push_back("queue.sync.lostByPlatform");
    if (const auto renewal = sources.renewalProblem ? sources.renewalProblem() : std::string(); !renewal.empty())
        faults.push_back(renewal);
    json body = {
        {"program", BANSHI_VERSION},
        {"at", base::toRfc3339(wall.utc)},
        {"queue", {{"pending", health.counts.pending}, {"parked", health.counts.parked}, {"oldest_s", oldest}}},
        {"disk_free_bytes", std::max<std::int64_t>(0, health.freeBytes)},
        {"clock", {{"trusted", wall.trusted || isRight}, {"offset_ms", line.clockOffsetMs.value_or(0)}}},
        {"faults", faults}};
    if (const auto until = sources.certificateUntil())
        body["certificate_until"] = base::toRfc3339(*until);
    return body;
}

sync::CommandMemory commandMemory(store::Store& store)
{
    return {[&store] {
                const auto kept = store.settings().get(kCommands);
                return kept ? *kept : std::nullopt;
            },
            [&store](const std::string& text) {
                return store.settings().put(kCommands, text, "platform", "command").has_value();
            }};
}

sync::TimeMemory timeMemory(store::Store& store)
{
    return {[&store]() -> base::Result<std::optional<base::UtcTime>, std::string> {
                const auto kept = store.settings().kept(kTrustedTime);
                if (!kept)
                    return tl::unexpected(std::string(store::code(kept.error().code)));
                const auto text = json::parse(kept->value_or("null"), nullptr, false);
                return text.is_string() ? base::fromRfc3339(text.get<std::string>()) : std::nullopt;
            },
            [&store](base::UtcTime utc) {
                return store.settings().keep(kTrustedTime, json(base::toRfc3339(utc)).dump()).has_value();
            }};
}

sync::ReconciliationMemory reconciliationMemory(store::Store& store)
{
    return {[&store] {
                const auto kept = store.settings().kept(kReconciled);
                return kept ? *kept : std::nullopt;
            },
            [&store](const std::string& text) { return store.settings().keep(kReconciled, text).has_value(); }};
}

} // namespace banshi::queue::gateway

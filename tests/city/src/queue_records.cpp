// SPDX-License-Identifier: GPL-3.0-or-later
// What QueueIntake remembers, and what it says of it: receipts, outcomes, differences.
#include "banshi/city/problem.h"
#include "banshi/city/queue_intake.h"

#include <fmt/core.h>
#include <set>

namespace banshi::city
{

/// The answer to a batch, signed as the contract says.
nlohmann::json QueueIntake::statement(const std::string& device, const std::string& epoch,
                                      const nlohmann::json& verdicts) const
{
    const auto& settled = marks(device, epoch);
    const std::string at = base::toRfc3339(m_clock.wall().utc);
    std::string text =
        fmt::format("banshi-receipt-v1\n{}\n{}\n{}\n{}\n{}", device, epoch, settled.highWater(), settled.digest(), at);
    for (const auto& one : verdicts)
        text += fmt::format("\n{} {} {}", textOf(one, "key"), textOf(one, "verdict"), one.value("receipt_id", "-"));
    return {
        {"verdicts", verdicts},
        {"high_water", settled.highWater()},
        {"signed",
         {{"at", at}, {"digest", settled.digest()}, {"key_id", m_keys.signKeyId()}, {"signature", m_keys.sign(text)}}}};
}

Response QueueIntake::reconcile(const Call& call) const
{
    if (textOf(call.body, "device") != call.request.device)
        return problem("request.forbidden", "the list names another device than the certificate");
    const auto& settled = marks(call.request.device, textOf(call.body, "epoch"));
    nlohmann::json missing = nlohmann::json::array();
    nlohmann::json surplus = nlohmann::json::array();
    std::set<std::string> arrived;
    for (const auto& item : call.body.at("items"))
    {
        const std::string key = textOf(item, "key");
        const std::string state = textOf(item, "state");
        if (state == "pending")
            continue;
        if (state == "arrived")
            arrived.insert(key);
        if (!m_byKey.contains(call.request.device + " " + key))
            missing.push_back(key);
    }
    const auto last = settled.all().upper_bound(call.body.at("to_seq").get<std::uint64_t>());
    for (auto at = settled.all().lower_bound(call.body.at("from_seq").get<std::uint64_t>()); at != last; ++at)
    {
        const auto& taken = m_byKey.at(call.request.device + " " + at->second);
        if (taken.problem.is_null() && !arrived.contains(at->second))
            surplus.push_back({{"seq", at->first}, {"key", at->second}, {"receipt_id", taken.receipt}});
    }
    return answer(200, {{"missing", missing},
                        {"surplus", surplus},
                        {"high_water", settled.highWater()},
                        {"digest", settled.digest()}});
}

void QueueIntake::remember(const std::string& device, const std::string& origin, const std::string& key, Taken taken)
{
    if (m_byKey.emplace(device + " " + key, std::move(taken)).second)
        m_order.push_back(key);
    m_keyByOrigin.emplace(device + " " + origin, key);
    const auto dash = origin.find('-');
    m_settled[device + " " + origin.substr(0, dash)].add(std::stoull(origin.substr(dash + 1)), key);
}

void QueueIntake::restore(const nlohmann::json& line)
{
    remember(textOf(line, "device"), textOf(line, "origin"), textOf(line, "key"),
             {textOf(line, "hash"), textOf(line, "receipt"), line.at("problem"), textOf(line, "operation")});
}

const SettledMarks& QueueIntake::marks(const std::string& device, const std::string& epoch) const
{
    static const SettledMarks kNone;
    const auto settled = m_settled.find(device + " " + epoch);
    return settled == m_settled.end() ? kNone : settled->second;
}

std::optional<nlohmann::json> QueueIntake::outcome(const std::string& device, const std::string& key) const
{
    const auto found = m_byKey.find(device + " " + key);
    if (found == m_byKey.end())
        return std::nullopt;
    const Taken& taken = found->second;
    const bool isAccepted = taken.problem.is_null();
    const auto operation = m_check.operationOf(taken.operation);
    return nlohmann::json{{"key", key},
                          {"state", "done"},
                          {"operation", operation},
                          {"status", isAccepted ? 202 : taken.problem.at("status").get<int>()},
                          {"answer", isAccepted ? nlohmann::json{{"receipt_id", taken.receipt}} : taken.problem}};
}

} // namespace banshi::city

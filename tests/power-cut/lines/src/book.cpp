// SPDX-License-Identifier: GPL-3.0-or-later
#include "book.h"

#include "banshi/city/http.h"
#include "banshi/city/problem.h"
#include "banshi/city/random.h"

namespace banshi::testing::lines
{

using city::textOf;
using nlohmann::json;

json Book::take(const json& batch, const Choice& refuse, const Choice& later)
{
    const std::lock_guard lock(m_mutex);
    json verdicts = json::array();
    for (const auto& item : batch.at("items"))
        verdicts.push_back(judge(item, textOf(batch, "epoch"), refuse, later));
    return signedAnswer(std::move(verdicts), batch);
}

json Book::judge(const json& item, const std::string& epoch, const Choice& refuse, const Choice& later)
{
    const std::string key = textOf(item, "key");
    const std::string operation = textOf(item, "operation");
    const std::string origin = epoch + "-" + item.at("seq").dump();
    const auto body = m_open(item);
    const auto before = m_keyOfOrigin.emplace(origin, key).first;
    if (const auto known = m_taken.find(key); known != m_taken.end())
    {
        m_conflicts += body != known->second.body || before->second != key ? 1 : 0;
        return {{"key", key}, {"verdict", "duplicate"}, {"receipt_id", known->second.receipt}};
    }
    m_conflicts += !body || before->second != key ? 1 : 0;
    if (refuse(operation))
    {
        m_refused.insert(key);
        return {{"key", key}, {"verdict", "rejected"}, {"problem", city::problemBody("request.invalid")}};
    }
    if (later(operation))
        return {{"key", key}, {"verdict", "retry"}, {"problem", city::problemBody("platform.unavailable")}};
    const std::string receipt = city::newHandle("rcp");
    m_taken[key] = {body.value_or(""), origin, receipt, m_taken.size()};
    m_marks[epoch].add(item.at("seq").get<std::uint64_t>(), key);
    return {{"key", key}, {"verdict", "accepted"}, {"receipt_id", receipt}};
}

json Book::signedAnswer(json verdicts, const json& batch) const
{
    const auto marks = m_marks.find(textOf(batch, "epoch"));
    const city::SettledMarks none;
    const auto& settled = marks == m_marks.end() ? none : marks->second;
    const std::string at = "2026-01-01T00:00:00.000Z";
    std::string text = "banshi-receipt-v1\n" + textOf(batch, "device") + "\n" + textOf(batch, "epoch") + "\n" +
                       std::to_string(settled.highWater()) + "\n" + settled.digest() + "\n" + at;
    for (const auto& one : verdicts)
        text += "\n" + textOf(one, "key") + " " + textOf(one, "verdict") + " " + one.value("receipt_id", "-");
    return {
        {"verdicts", std::move(verdicts)},
        {"high_water", settled.highWater()},
        {"signed",
         {{"at", at}, {"digest", settled.digest()}, {"key_id", m_keys.signKeyId()}, {"signature", m_keys.sign(text)}}}};
}

json Book::time(const std::string& utc, const std::string& nonce) const
{
    return {{"utc", utc},
            {"nonce", nonce},
            {"key_id", m_keys.signKeyId()},
            {"signature", m_keys.sign("banshi-time-v1\n" + nonce + "\n" + utc)}};
}

void Book::refuseAll(const json& batch)
{
    const std::lock_guard lock(m_mutex);
    for (const auto& item : batch.at("items"))
        m_refused.insert(textOf(item, "key"));
}

std::map<std::string, Taken> Book::taken() const
{
    const std::lock_guard lock(m_mutex);
    return m_taken;
}

std::set<std::string> Book::refused() const
{
    const std::lock_guard lock(m_mutex);
    return m_refused;
}

int Book::conflicts() const
{
    const std::lock_guard lock(m_mutex);
    return m_conflicts;
}

} // namespace banshi::testing::lines

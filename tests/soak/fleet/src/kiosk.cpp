// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk.h"

#include "banshi/base/ids.h"
#include "banshi/city/city_keys.h"

#include <nlohmann/json.hpp>
#include <set>

namespace banshi::testing::fleet
{

using nlohmann::json;

Kiosk::Kiosk(const Ground& ground, std::string device, std::uint64_t seed)
    : m_ground(ground), m_device(std::move(device)), m_random(seed)
{
    constexpr const char* kHex = "0123456789abcdef";
    for (int i = 0; i < 16; ++i)
        m_epoch.push_back(kHex[m_random() % 16]);
}

bool Kiosk::chance(int percent)
{
    return m_random() % 100 < static_cast<std::uint64_t>(percent);
}

std::chrono::milliseconds Kiosk::part(std::chrono::milliseconds of)
{
    return std::chrono::milliseconds(of.count() == 0 ? 0 : m_random() % static_cast<std::uint64_t>(of.count()));
}

json Kiosk::item()
{
    const auto& options = m_ground.options;
    Acknowledged sent{m_device, base::newUuid(m_ground.clock), {}, ++m_seq};
    if (options.streams > 0 && m_seq % 2 == 0)
        sent.stream = "case-" + std::to_string(m_random() % static_cast<std::uint64_t>(options.streams));
    const std::string plain = json{
        {"item", "grid.report"},
        {"def_version", 1},
        {"form", {{"category", "other"}, {"text", m_device + " " + std::to_string(m_seq)}}},
        {"photos", json::array()},
        {"grid_code", "440399001002003"},
        {"made_at", "2026-01-01T00:00:00.000Z"},
        {"ttl_h", 72}}.dump();
    const auto sealed =
        m_ground.seal.sealBody({reinterpret_cast<const std::uint8_t*>(plain.data()), plain.size()}, "reports", sent.key)
            .value();
    json made = {{"seq", sent.seq},
                 {"key", sent.key},
                 {"operation", "reports"},
                 {"suite", sealed.suite},
                 {"key_id", m_ground.seal.id()},
                 {"sealed", city::toBase64({sealed.bytes.begin(), sealed.bytes.end()})},
                 {"body_hmac", queue::sync::nextDigest(m_device, sent.key)}, // 64 hex digits of this item alone
                 {"made_at", "2026-01-01T00:00:00.000Z"},
                 {"late", false}};
    if (!sent.stream.empty())
        made["stream"] = sent.stream;
    m_sent.push_back(std::move(sent));
    return made;
}

const std::string& Kiosk::body()
{
    if (!m_body.empty())
        return m_body;
    json items = json::array();
    for (int i = 0; i < m_ground.options.items; ++i)
        items.push_back(item());
    return m_body = json{{"device", m_device}, {"epoch", m_epoch}, {"items", std::move(items)}}.dump();
}

bool Kiosk::take(const std::string& text)
{
    const auto answer = json::parse(text, nullptr, false);
    std::string digest = m_digest;
    for (const auto& sent : m_sent)
        digest = queue::sync::nextDigest(digest, sent.key);
    if (!answer.is_object() || !queue::sync::isSigned(answer, {m_device, m_epoch}, m_ground.receipts) ||
        answer.at("high_water") != m_seq || answer.at("signed").at("digest") != digest)
        return false;
    std::set<std::string> arrived;
    for (const auto& verdict : answer.at("verdicts"))
        if (verdict.at("verdict") == "accepted" || verdict.at("verdict") == "duplicate")
            arrived.insert(verdict.at("key").get<std::string>());
    for (const auto& sent : m_sent)
        if (!arrived.contains(sent.key))
            return false;
    m_digest = std::move(digest);
    m_acknowledged.insert(m_acknowledged.end(), m_sent.begin(), m_sent.end());
    m_sent.clear();
    m_body.clear();
    ++m_done;
    return true;
}

} // namespace banshi::testing::fleet

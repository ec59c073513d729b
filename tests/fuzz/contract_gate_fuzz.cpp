// SPDX-License-Identifier: GPL-3.0-or-later
// Every operation's request and answers against documents from outside: once the bytes as they come, once a
// document grown from them with the contract's own member names, so that the schemas' depths are reached.
#include "banshi/base/system_clock.h"
#include "banshi/queue/contract/document.h"
#include "banshi/queue/contract/schema_gate.h"

#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace contract = banshi::queue::contract;
using nlohmann::json;

namespace
{

class Bytes
{
public:
    Bytes(const std::uint8_t* data, std::size_t size) : m_data(data), m_size(size) {}
    std::uint8_t next() { return m_at < m_size ? m_data[m_at++] : 0; }
    [[nodiscard]] bool isEmpty() const { return m_at >= m_size; }

private:
    const std::uint8_t* m_data;
    std::size_t m_size;
    std::size_t m_at = 0;
};

std::string memberName(Bytes& bytes)
{
    constexpr std::array kNames = {"item",   "session_id", "subject_token", "form",  "chip",   "level", "face",
                                   "nonce",  "params",     "quote_id",      "items", "sealed", "seq",   "key",
                                   "photos", "rows",       "lines",         "value", "data",   "code",  "status"};
    return kNames.at(bytes.next() % kNames.size());
}

json grown(Bytes& bytes, int depth)
{
    const unsigned choice = bytes.next() % 8;
    if (depth > 6 || bytes.isEmpty())
        return nullptr;
    if (choice < 2)
    {
        json object = json::object();
        for (unsigned count = bytes.next() % 8; count > 0; --count)
        {
            std::string name = memberName(bytes);
            object[name] = grown(bytes, depth + 1);
        }
        return object;
    }
    if (choice == 2)
    {
        json list = json::array();
        for (unsigned count = bytes.next() % 5; count > 0; --count)
            list.push_back(grown(bytes, depth + 1));
        return list;
    }
    if (choice == 3)
        return static_cast<std::int64_t>(bytes.next()) * 16'777'216 - 7;
    if (choice == 4)
        return bytes.next() % 2 == 0;
    if (choice == 5)
        return bytes.next() / 3.0;
    std::string text;
    for (unsigned count = bytes.next() % 40; count > 0; --count)
        text.push_back(static_cast<char>(bytes.next()));
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const banshi::base::SystemClock kClock;
    static const contract::Contract kContract;
    static const contract::SchemaGate kGate(kContract, kClock);
    if (size < 2)
        return 0;
    const auto& operation = kContract.operations()[data[0] % kContract.operations().size()];
    constexpr std::array kStatuses = {200, 201, 202, 400, 503};
    const int status = kStatuses.at(data[1] % kStatuses.size());
    const auto check = [&](const json& document) {
        (void)kGate.checkRequest(operation, document);
        (void)kGate.checkAnswer(operation, status, document);
    };
    const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
    if (const auto document = contract::parseDocument(text))
        check(*document);
    Bytes bytes(data + 2, size - 2);
    check(grown(bytes, 0));
    return 0;
}

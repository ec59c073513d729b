// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/protocol/enum_text.h"
#include "banshi/drivers/protocol/payloads.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace banshi::drivers::protocol
{

/// Reads members of one JSON object and remembers the first that is missing, of the wrong type or out of range.
/// Threads: one.
class JsonReader
{
public:
    /// `object` must outlive the reader.
    explicit JsonReader(const nlohmann::json& object);

    std::string text(const char* key);
    std::string textOr(const char* key, std::string fallback);
    std::int64_t integer(const char* key, std::int64_t least, std::int64_t most);
    std::int64_t integerOr(const char* key, std::int64_t fallback, std::int64_t least, std::int64_t most);
    bool booleanOr(const char* key, bool fallback);
    std::vector<std::string> textsOr(const char* key);
    std::vector<std::uint8_t> bytes(const char* key);
    const nlohmann::json& object(const char* key);
    template <class Enum, std::size_t N>
    Enum choice(const char* key, const EnumTexts<Enum, N>& words)
    {
        const auto value = words.value(text(key));
        if (!value)
            fault(key);
        return value.value_or(words.entries.front().first);
    }

    void fault(const std::string& key);
    [[nodiscard]] bool failed() const { return !m_fault.empty(); }
    /// The value, or BadPayload with the first faulty member.
    template <class T>
    [[nodiscard]] Parsed<T> finish(T value) const
    {
        if (failed())
            return base::fail(ProtocolCode::BadPayload, m_fault);
        return value;
    }

private:
    const nlohmann::json* find(const char* key) const;
    const nlohmann::json& m_object;
    std::string m_fault;
};

/// Returns BadPayload for `member`.
[[nodiscard]] tl::unexpected<ProtocolError> badPayload(std::string member);

} // namespace banshi::drivers::protocol

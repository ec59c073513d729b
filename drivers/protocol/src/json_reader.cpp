// SPDX-License-Identifier: Apache-2.0
#include "json_reader.h"

#include "banshi/drivers/protocol/base64.h"

namespace banshi::drivers::protocol
{

namespace
{

const nlohmann::json kNothing = nlohmann::json::object();

} // namespace

JsonReader::JsonReader(const nlohmann::json& object) : m_object(object)
{
    if (!object.is_object())
        fault("payload");
}

const nlohmann::json* JsonReader::find(const char* key) const
{
    if (!m_object.is_object())
        return nullptr;
    const auto found = m_object.find(key);
    return found == m_object.end() ? nullptr : &*found;
}

void JsonReader::fault(const std::string& key)
{
    if (m_fault.empty())
        m_fault = key;
}

std::string JsonReader::text(const char* key)
{
    const auto* value = find(key);
    if (value == nullptr || !value->is_string())
    {
        fault(key);
        return {};
    }
    return value->get<std::string>();
}

std::string JsonReader::textOr(const char* key, std::string fallback)
{
    return find(key) != nullptr ? text(key) : std::move(fallback);
}

std::int64_t JsonReader::integer(const char* key, std::int64_t least, std::int64_t most)
{
    const auto* value = find(key);
    if (value == nullptr || !value->is_number_integer() ||
        (value->is_number_unsigned() && value->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX)) ||
        value->get<std::int64_t>() < least || value->get<std::int64_t>() > most)
    {
        fault(key);
        return least;
    }
    return value->get<std::int64_t>();
}

std::int64_t JsonReader::integerOr(const char* key, std::int64_t fallback, std::int64_t least, std::int64_t most)
{
    return find(key) != nullptr ? integer(key, least, most) : fallback;
}

bool JsonReader::booleanOr(const char* key, bool fallback)
{
    const auto* value = find(key);
    if (value == nullptr)
        return fallback;
    if (!value->is_boolean())
    {
        fault(key);
        return fallback;
    }
    return value->get<bool>();
}

std::vector<std::string> JsonReader::textsOr(const char* key)
{
    const auto* list = find(key);
    std::vector<std::string> texts;
    if (list == nullptr)
        return texts;
    if (!list->is_array())
        fault(key);
    else
        for (const auto& entry : *list)
        {
            if (entry.is_string())
                texts.push_back(entry.get<std::string>());
            else
                fault(key);
        }
    return texts;
}

std::vector<std::uint8_t> JsonReader::bytes(const char* key)
{
    const auto* value = find(key);
    auto decoded = value != nullptr && value->is_string() ? fromBase64(value->get_ref<const std::string&>())
                                                          : std::optional<std::vector<std::uint8_t>>();
    if (!decoded)
    {
        fault(key);
        return {};
    }
    return std::move(*decoded);
}

const nlohmann::json& JsonReader::object(const char* key)
{
    const auto* value = find(key);
    if (value != nullptr && value->is_object())
        return *value;
    fault(key);
    return kNothing;
}

tl::unexpected<ProtocolError> badPayload(std::string member)
{
    return base::fail(ProtocolCode::BadPayload, std::move(member));
}

} // namespace banshi::drivers::protocol

// SPDX-License-Identifier: GPL-3.0-or-later
// Foreign schemas: whatever they say, compiling ends with a schema or with faults, and a compiled one can be
// used. Inputs that are not JSON are read as a row of keywords and values, so that random bytes make schemas,
// too.
#include "banshi/base/system_clock.h"
#include "banshi/queue/contract/document.h"
#include "banshi/queue/contract/schema.h"

#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace contract = banshi::queue::contract;
using nlohmann::json;

namespace
{

json valueOf(std::uint8_t byte, const json& schema)
{
    constexpr std::array kTexts = {"string", "integer", "object", "ym", "cn-id", "#/properties/a", "nonsense"};
    switch (byte % 6)
    {
    case 0:
        return byte;
    case 1:
        return kTexts.at(byte / 6 % kTexts.size());
    case 2:
        return json::array({schema, kTexts.at(byte / 6 % kTexts.size())});
    case 3:
        return json{{"a", schema}};
    case 4:
        return schema;
    default:
        return byte % 2 == 0;
    }
}

json schemaOf(const std::uint8_t* data, std::size_t size)
{
    constexpr std::array kKeywords = {"type",
                                      "properties",
                                      "required",
                                      "items",
                                      "allOf",
                                      "anyOf",
                                      "if",
                                      "then",
                                      "format",
                                      "enum",
                                      "maxLength",
                                      "const",
                                      "maxItems",
                                      "$ref",
                                      "minimum",
                                      "not",
                                      "oneOf",
                                      "multipleOf",
                                      "additionalProperties",
                                      "contains",
                                      "uniqueItems",
                                      "minLength",
                                      "maxProperties",
                                      "propertyNames"};
    constexpr std::size_t kMost = 60;
    json schema = json::object();
    for (std::size_t i = 0; i + 2 < size && i < kMost; i += 3)
    {
        schema[kKeywords.at(data[i] % kKeywords.size())] = valueOf(data[i + 1], schema);
        if (data[i + 2] % 4 == 0)
            schema = json{{"properties", {{"a", schema}}}};
        if (schema.dump().size() > 4000)
            break;
    }
    return schema;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const banshi::base::SystemClock kClock;
    const auto parsed = contract::parseDocument({reinterpret_cast<const char*>(data), size});
    const json schema = parsed ? *parsed : schemaOf(data, size);
    if (const auto compiled = contract::Schema::compile(schema, kClock))
    {
        (void)compiled->check(schema);
        (void)compiled->check(json{{"a", {{"a", "text"}}}});
        (void)compiled->check(json::array({1, 2.5, "text", nullptr}));
    }
    return 0;
}

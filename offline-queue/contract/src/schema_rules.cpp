// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema_rules.h"

#include "banshi/queue/contract/document.h"
#include "banshi/queue/contract/formats.h"

#include <algorithm>
#include <array>

namespace banshi::queue::contract
{

namespace
{

using nlohmann::json;

/// Keywords whose value is a schema, a list of schemas, an object of schemas, a plain value, and those that
/// only describe. Everything else is refused, so that a misspelt rule cannot pass unnoticed.
constexpr std::array<std::string_view, 8> kSchemas = {
    "additionalProperties", "contains", "else", "if", "items", "not", "then", "propertyNames"};
constexpr std::array<std::string_view, 3> kLists = {"allOf", "anyOf", "oneOf"};
constexpr std::array<std::string_view, 17> kPlain = {
    "const",    "enum",      "exclusiveMaximum", "exclusiveMinimum", "format",       "maximum",
    "maxItems", "maxLength", "minimum",          "minItems",         "minLength",    "multipleOf",
    "required", "type",      "uniqueItems",      "maxProperties",    "minProperties"};
constexpr std::array<std::string_view, 9> kSilent = {"$comment",    "$id",      "$schema",  "default", "definitions",
                                                     "description", "examples", "readOnly", "title"};

template <std::size_t size>
bool isIn(const std::array<std::string_view, size>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool hasType(const json& schema, const char* type)
{
    const auto found = schema.find("type");
    if (found == schema.end())
        return false;
    return *found == type || (found->is_array() && std::find(found->begin(), found->end(), type) != found->end());
}

class Preparation
{
public:
    explicit Preparation(const json& root) : m_root(root) {}

    json prepared(const json& schema, const std::string& path, int depth)
    {
        if (depth > kDeepest || ++m_count > kMostSchemas)
            return refuse(path, "the schema is too deep or too large, or its references go round in a circle");
        if (schema.is_boolean())
            return schema;
        if (!schema.is_object())
            return refuse(path, "a schema is an object or a boolean");
        if (schema.contains("$ref"))
            return followed(schema, path, depth);
        json result = json::object();
        for (const auto& [keyword, value] : schema.items())
            addKeyword(result, keyword, value, path + "/" + keyword, depth);
        checkBounds(schema, path);
        checkCondition(schema, path);
        return result;
    }

    Faults faults;

private:
    static constexpr int kMostSchemas = 20000;

    json refuse(const std::string& path, std::string detail)
    {
        if (faults.size() < 20)
            faults.push_back({FaultKind::BadSchema, path, std::move(detail)});
        return false;
    }

    json followed(const json& schema, const std::string& path, int depth)
    {
        const json& reference = schema.at("$ref");
        if (schema.size() != 1 || !reference.is_string())
            return refuse(path, "draft-07 ignores what stands beside $ref");
        const auto& text = reference.get_ref<const std::string&>();
        if (!text.starts_with("#/"))
            return refuse(path, "only references inside the schema (#/…) are followed");
        try
        {
            return prepared(m_root.at(json::json_pointer(text.substr(1))), path, depth + 1);
        }
        catch (const json::exception&)
        {
            return refuse(path, "the reference points to nothing");
        }
    }

    void addKeyword(json& result, const std::string& keyword, const json& value, const std::string& path, int depth)
    {
        if (keyword == "properties" && value.is_object())
        {
            result[keyword] = json::object();
            for (const auto& [name, member] : value.items())
                result[keyword][name] = prepared(member, path + "/" + name, depth + 1);
        }
        else if (isIn(kLists, keyword) && value.is_array() && !value.empty())
        {
            for (std::size_t i = 0; i < value.size(); ++i)
                result[keyword].push_back(prepared(value[i], path + "/" + std::to_string(i), depth + 1));
        }
        else if (isIn(kSchemas, keyword))
            result[keyword] = prepared(value, path, depth + 1);
        else if (keyword == "format")
            addFormat(result, value, path);
        else if (isIn(kPlain, keyword))
            result[keyword] = value;
        else if (!isIn(kSilent, keyword) && !keyword.starts_with("x-"))
            refuse(path, keyword == "pattern" || keyword == "patternProperties"
                             ? "forbidden: regular expressions are replaced by named formats"
                             : "not a keyword that we use here");
    }

    void addFormat(json& result, const json& value, const std::string& path)
    {
        if (value.is_string() && isFormat(value.get_ref<const std::string&>()))
            result[kFormatKeyword] = value;
        else
            refuse(path, "not one of our named formats");
    }

    void checkBounds(const json& schema, const std::string& path)
    {
        const bool isListed = schema.contains("enum") || schema.contains("const");
        if (hasType(schema, "string") && !isListed && !schema.contains("maxLength") && !schema.contains("format"))
            refuse(path, "a text needs maxLength, format, enum or const");
        if (hasType(schema, "array") && !isListed && !schema.contains("maxItems"))
            refuse(path, "a list needs maxItems");
        // Comparing each with each is quadratic.
        constexpr int kMostUnique = 200;
        if (schema.contains("uniqueItems") &&
            (!schema.contains("maxItems") || !schema.at("maxItems").is_number_integer() ||
             schema.at("maxItems") > kMostUnique))
            refuse(path, "uniqueItems needs maxItems of at most 200");
    }

    /// An `if` about an absent property passes, so each one has to require what it looks at.
    void checkCondition(const json& schema, const std::string& path)
    {
        const auto condition = schema.find("if");
        if (condition == schema.end() || !condition->is_object() || !condition->contains("properties"))
            return;
        const json required = condition->value("required", json::array());
        for (const auto& [name, rule] : condition->at("properties").items())
        {
            if (std::find(required.begin(), required.end(), name) == required.end())
                refuse(path + "/if", "has to require '" + name + "', otherwise it holds when that is absent");
        }
    }

    const json& m_root;
    int m_count = 0;
};

} // namespace

base::Result<json, Faults> prepareSchema(const json& schema)
{
    if (Faults faults = inspectDocument(schema); !faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    Preparation preparation(schema);
    json prepared = preparation.prepared(schema, "", 0);
    if (!preparation.faults.empty())
        return tl::unexpected<Faults>(std::move(preparation.faults));
    return prepared;
}

} // namespace banshi::queue::contract

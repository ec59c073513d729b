// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema_explainer.h"

#include "banshi/queue/contract/formats.h"
#include "banshi/queue/contract/utf8.h"
#include "edit_distance.h"
#include "strict_json.h"

#include <algorithm>

namespace banshi::app::services
{

namespace
{

using nlohmann::json;

std::string typeName(const json& value)
{
    if (value.is_number_integer())
        return "integer";
    return value.is_number() ? "number" : value.type_name();
}

bool hasType(const json& value, const json& type)
{
    if (type.is_array())
        return std::any_of(type.begin(), type.end(), [&](const json& one) { return hasType(value, one); });
    return json(typeName(value)) == type;
}

std::string listed(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string inWords(const json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

} // namespace

std::string nearestName(const std::string& typed, const std::vector<std::string>& names)
{
    constexpr int kFarthest = 2;
    int best = kFarthest + 1;
    std::string nearest;
    const std::u32string wanted(typed.begin(), typed.end());
    for (const std::string& name : names)
    {
        const int distance = editDistance(wanted, std::u32string(name.begin(), name.end()));
        if (distance < best && distance < static_cast<int>(name.size()))
        {
            best = distance;
            nearest = name;
        }
    }
    return nearest;
}

class SchemaExplainer::Walk
{
public:
    Walk(const json& root, const std::string& file) : m_root(root), m_file(file) {}

    void visit(const json& value, const json& stated, const std::string& pointer);

    DefinitionFaults faults;

private:
    [[nodiscard]] const json& followed(const json& schema) const;
    [[nodiscard]] std::string describe(const json& stated) const;
    void add(const std::string& pointer, std::string problem, std::string wanted);
    void visitListed(const json& value, const json& schema, const std::string& pointer);
    void visitText(const std::string& text, const json& schema, const std::string& pointer);
    void visitNumber(const json& value, const json& schema, const std::string& pointer);
    void visitArray(const json& value, const json& schema, const std::string& pointer);
    void visitObject(const json& value, const json& schema, const std::string& pointer);
    void visitMember(const std::string& name, const json& member, const json& schema, const json& known,
                     const std::string& pointer);

    const json& m_root;
    const std::string& m_file;
};

void SchemaExplainer::Walk::visit(const json& value, const json& stated, const std::string& pointer)
{
    const json& schema = followed(stated);
    if (schema.contains("type") && !hasType(value, schema.at("type")))
        return add(pointer, "is " + std::string(value.is_null() ? "null" : "a value of type " + typeName(value)),
                   describe(schema));
    visitListed(value, schema, pointer);
    if (value.is_string())
        visitText(value.get_ref<const std::string&>(), schema, pointer);
    else if (value.is_number())
        visitNumber(value, schema, pointer);
    else if (value.is_array())
        visitArray(value, schema, pointer);
    else if (value.is_object())
        visitObject(value, schema, pointer);
}

const json& SchemaExplainer::Walk::followed(const json& schema) const
{
    const auto reference = schema.find("$ref");
    if (reference == schema.end())
        return schema;
    return followed(m_root.at(json::json_pointer(reference->get_ref<const std::string&>().substr(1))));
}

std::string SchemaExplainer::Walk::describe(const json& stated) const
{
    const json& schema = followed(stated);
    if (schema.contains("description"))
        return schema.at("description").get<std::string>();
    return schema.contains("type") ? "a value of type " + inWords(schema.at("type")) : "";
}

void SchemaExplainer::Walk::add(const std::string& pointer, std::string problem, std::string wanted)
{
    faults.push_back({m_file, pointer, std::move(problem), std::move(wanted)});
}

void SchemaExplainer::Walk::visitListed(const json& value, const json& schema, const std::string& pointer)
{
    if (schema.contains("const") && value != schema.at("const"))
        add(pointer, "has the wrong value", inWords(schema.at("const")));
    if (!schema.contains("enum"))
        return;
    const json& words = schema.at("enum");
    if (std::find(words.begin(), words.end(), value) == words.end())
        add(pointer, "\"" + inWords(value) + "\" is not known here",
            "one of " + listed(words.get<std::vector<std::string>>()));
}

void SchemaExplainer::Walk::visitText(const std::string& text, const json& schema, const std::string& pointer)
{
    const auto points = queue::contract::decodeUtf8(text);
    const auto size = points ? points->size() : text.size();
    if (schema.contains("minLength") && size < schema.at("minLength").get<std::size_t>())
        add(pointer, "is too short", describe(schema));
    if (schema.contains("maxLength") && size > schema.at("maxLength").get<std::size_t>())
        add(pointer, "is too long", describe(schema));
    if (schema.contains("format") &&
        !queue::contract::hasFormat(schema.at("format").get_ref<const std::string&>(), text))
        add(pointer, "\"" + text + "\" does not have the right form", describe(schema));
}

void SchemaExplainer::Walk::visitNumber(const json& value, const json& schema, const std::string& pointer)
{
    if ((schema.contains("minimum") && value < schema.at("minimum")) ||
        (schema.contains("maximum") && value > schema.at("maximum")))
        add(pointer, value.dump() + " is out of range", describe(schema));
}

void SchemaExplainer::Walk::visitArray(const json& value, const json& schema, const std::string& pointer)
{
    if (schema.contains("minItems") && value.size() < schema.at("minItems").get<std::size_t>())
        add(pointer, "has too few entries", describe(schema));
    if (schema.contains("maxItems") && value.size() > schema.at("maxItems").get<std::size_t>())
        return add(pointer, "has too many entries", describe(schema));
    if (!schema.contains("items"))
        return;
    const auto before = faults.size();
    for (std::size_t i = 0; i < value.size(); ++i)
        visit(value[i], schema.at("items"), pointer + "/" + std::to_string(i));
    if (faults.size() > before || !schema.value("uniqueItems", false))
        return;
    for (std::size_t i = 1; i < value.size(); ++i)
    {
        const auto here = value.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(value.begin(), here, *here) != here)
            add(pointer + "/" + std::to_string(i), "stands twice", "each entry once");
    }
}

void SchemaExplainer::Walk::visitObject(const json& value, const json& schema, const std::string& pointer)
{
    if (!schema.contains("properties") && !schema.contains("additionalProperties"))
        return;
    static const json kNone = json::object();
    const json& known = schema.contains("properties") ? schema.at("properties") : kNone;
    for (const json& name : schema.value("required", json::array()))
        if (!value.contains(name.get_ref<const std::string&>()))
            add(pointer + "/" + name.get<std::string>(), "is missing", describe(known.at(name.get<std::string>())));
    if (value.size() < schema.value("minProperties", 0U) || value.size() > schema.value("maxProperties", 1000U))
        add(pointer, "has too few or too many members", describe(schema));
    for (const auto& [name, member] : value.items())
        visitMember(name, member, schema, known, pointer + "/" + pointerToken(name));
}

void SchemaExplainer::Walk::visitMember(const std::string& name, const json& member, const json& schema,
                                        const json& known, const std::string& pointer)
{
    if (known.contains(name))
        return visit(member, known.at(name), pointer);
    if (schema.contains("additionalProperties") && schema.at("additionalProperties").is_object())
        return visit(member, schema.at("additionalProperties"), pointer);
    if (name == "pattern" || name == "patternProperties")
        return add(pointer, "is forbidden", "a named format instead of a regular expression");
    std::vector<std::string> names;
    for (const auto& entry : known.items())
        names.push_back(entry.key());
    const std::string nearest = nearestName(name, names);
    add(pointer, "is an unknown field", nearest.empty() ? "one of " + listed(names) : "\"" + nearest + "\"?");
}

DefinitionFaults SchemaExplainer::explain(const json& document, const std::string& file) const
{
    Walk walk(m_schema, file);
    walk.visit(document, m_schema, "");
    return std::move(walk.faults);
}

} // namespace banshi::app::services

// SPDX-License-Identifier: GPL-3.0-or-later
#include "valijson_engine.h"

#include "banshi/queue/contract/formats.h"
#include "schema_rules.h"

#include <array>

// Without this the library aborts the process on a schema that it cannot read.
#define VALIJSON_USE_EXCEPTIONS 1
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/constraint_builder.hpp>
#include <valijson/constraints/concrete_constraints.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace banshi::queue::contract
{

namespace
{

using Adapter = valijson::adapters::NlohmannJsonAdapter;
constexpr const char* kFormatFault = "has not the format ";

/// A named format as a rule of the library, so that it also counts inside `anyOf`, `if` and the like.
class FormatConstraint : public valijson::constraints::PolyConstraint
{
public:
    FormatConstraint(std::string name, const base::Clock& clock) : m_name(std::move(name)), m_clock(clock) {}

    bool validate(const valijson::adapters::Adapter& target, const std::vector<std::string>& context,
                  valijson::ValidationResults* results) const override
    {
        bool holds = true;
        std::string text;
        std::int64_t number = 0;
        if (target.isString() && target.getString(text))
            holds = hasFormat(m_name, text, trustedToday(m_clock));
        else if (target.isInteger() && target.getInteger(number))
            holds = hasFormat(m_name, number);
        if (!holds && results != nullptr)
            results->pushError(context, kFormatFault + m_name);
        return holds;
    }

private:
    Constraint* cloneInto(void* memory) const override { return new (memory) FormatConstraint(*this); }
    std::size_t sizeOf() const override { return sizeof(FormatConstraint); }

    std::string m_name;
    const base::Clock& m_clock;
};

class FormatBuilder : public valijson::ConstraintBuilder
{
public:
    explicit FormatBuilder(const base::Clock& clock) : m_clock(clock) {}

    valijson::constraints::Constraint* make(const valijson::adapters::Adapter& value) const override
    {
        return new FormatConstraint(value.asString(), m_clock); // the library deletes it
    }

private:
    const base::Clock& m_clock;
};

/// `["<root>", "[form]", "[0]"]` as a JSON pointer.
std::string pointer(const std::vector<std::string>& context)
{
    std::string path;
    for (std::size_t i = 1; i < context.size(); ++i)
    {
        std::string_view part = context[i];
        if (part.starts_with('[') && part.ends_with(']'))
            part = part.substr(1, part.size() - 2);
        path += '/';
        for (const char c : part)
            path += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    return path;
}

/// The library says again at every outer level that something inside is wrong.
bool isEcho(const std::string& description)
{
    constexpr std::array<std::string_view, 5> kEchoes = {
        "Failed to validate against schema associated with property name", "Failed to validate item #",
        "Failed to validate against additional properties schema", "Failed to validate against child schema #",
        "Failed to validate against a conditional schema"};
    return std::any_of(kEchoes.begin(), kEchoes.end(),
                       [&](std::string_view echo) { return description.starts_with(echo); });
}

Faults collect(const valijson::ValidationResults& results)
{
    Faults faults;
    for (const auto& error : results)
    {
        if (isEcho(error.description) || faults.size() == Schema::kMostFaults)
            continue;
        const bool isFormatFault = error.description.starts_with(kFormatFault);
        faults.push_back(
            {isFormatFault ? FaultKind::Format : FaultKind::Schema, pointer(error.context), error.description});
    }
    if (faults.empty())
        faults.push_back({FaultKind::Schema, "", "does not match the schema"});
    return faults;
}

class ValijsonEngine : public SchemaEngine
{
public:
    ValijsonEngine(const nlohmann::json& prepared, const base::Clock& clock)
    {
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.addConstraintBuilder(kFormatKeyword, new FormatBuilder(clock)); // the parser deletes it
        parser.populateSchema(Adapter(prepared), m_schema);
    }

    [[nodiscard]] Faults check(const nlohmann::json& document) const override
    {
        valijson::Validator validator(valijson::Validator::kStrongTypes);
        valijson::ValidationResults results;
        try
        {
            if (validator.validate(m_schema, Adapter(document), &results))
                return {};
        }
        catch (const std::exception& fault)
        {
            return {{FaultKind::Schema, "", fault.what()}};
        }
        return collect(results);
    }

private:
    valijson::Schema m_schema;
};

} // namespace

base::Result<std::shared_ptr<const SchemaEngine>, Faults> makeEngine(const nlohmann::json& prepared,
                                                                     const base::Clock& clock)
{
    try
    {
        return std::make_shared<const ValijsonEngine>(prepared, clock);
    }
    catch (const std::exception& fault)
    {
        return tl::unexpected<Faults>(Faults{{FaultKind::BadSchema, "", fault.what()}});
    }
}

} // namespace banshi::queue::contract

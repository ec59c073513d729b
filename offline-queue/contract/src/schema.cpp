// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/schema.h"

#include "banshi/queue/contract/document.h"
#include "quick_check.h"
#include "schema_rules.h"
#include "valijson_engine.h"

namespace banshi::queue::contract
{

namespace
{

/// Asks the library only when the quick look is not sure.
class QuickFirst : public SchemaEngine
{
public:
    QuickFirst(const nlohmann::json& prepared, const base::Clock& clock, std::shared_ptr<const SchemaEngine> library)
        : m_quick(prepared, clock), m_library(std::move(library))
    {
    }
    [[nodiscard]] Faults check(const nlohmann::json& document) const override
    {
        return m_quick.isSurelyValid(document) ? Faults() : m_library->check(document);
    }

private:
    QuickCheck m_quick;
    std::shared_ptr<const SchemaEngine> m_library;
};

} // namespace

base::Result<Schema, Faults> Schema::compile(const nlohmann::json& schema, const base::Clock& clock)
{
    const auto prepared = prepareSchema(schema);
    if (!prepared)
        return tl::unexpected(prepared.error());
    return makeEngine(*prepared, clock).map([&](std::shared_ptr<const SchemaEngine> library) {
        return Schema(std::make_shared<const QuickFirst>(*prepared, clock, std::move(library)));
    });
}

Faults Schema::check(const nlohmann::json& document) const
{
    Faults faults = inspectDocument(document);
    return faults.empty() ? m_engine->check(document) : faults;
}

Faults validateDocument(const nlohmann::json& schema, const nlohmann::json& document, const base::Clock& clock)
{
    const auto compiled = Schema::compile(schema, clock);
    return compiled ? compiled->check(document) : compiled.error();
}

} // namespace banshi::queue::contract

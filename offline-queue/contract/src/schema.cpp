// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/schema.h"

#include "banshi/queue/contract/document.h"
#include "schema_rules.h"
#include "valijson_engine.h"

namespace banshi::queue::contract
{

base::Result<Schema, Faults> Schema::compile(const nlohmann::json& schema, const base::Clock& clock)
{
    return prepareSchema(schema)
        .and_then([&](const nlohmann::json& prepared) { return makeEngine(prepared, clock); })
        .map([](std::shared_ptr<const SchemaEngine> engine) { return Schema(std::move(engine)); });
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

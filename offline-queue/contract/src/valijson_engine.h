// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/result.h"
#include "banshi/queue/contract/schema.h"

#include <memory>
#include <nlohmann/json.hpp>

namespace banshi::queue::contract
{

/// The validator library behind Schema; valijson is seen in valijson_engine.cpp only.
/// Threads: immutable, check() may run in several at once.
class SchemaEngine
{
public:
    virtual ~SchemaEngine() = default;
    /// Faults of a document that has passed inspectDocument().
    [[nodiscard]] virtual Faults check(const nlohmann::json& document) const = 0;
};

/// Makes the engine of a schema that comes from prepareSchema(). Errors: BadSchema when the library refuses
/// it.
[[nodiscard]] base::Result<std::shared_ptr<const SchemaEngine>, Faults> makeEngine(const nlohmann::json& prepared,
                                                                                   const base::Clock& clock);

} // namespace banshi::queue::contract

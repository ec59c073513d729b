// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/result.h"
#include "banshi/queue/contract/fault.h"

#include <memory>
#include <nlohmann/json_fwd.hpp>

namespace banshi::queue::contract
{

class SchemaEngine;

/// A compiled JSON Schema (draft-07, the part of it that README.md lists), with our named formats.
/// Threads: immutable, check() may run in several at once; cheap to copy.
class Schema
{
public:
    /// Compiles a schema; `#/…` references are resolved inside it. `clock` (for birthdays not in the future)
    /// must outlive the schema. Errors: BadSchema for each rule of ours that it breaks, with the pointer to
    /// the place: `pattern`, remote or circular `$ref`, unknown keyword or format, text without maxLength,
    /// list without maxItems, `if` whose properties are not required, …
    [[nodiscard]] static base::Result<Schema, Faults> compile(const nlohmann::json& schema, const base::Clock& clock);

    /// All faults of a document (at most kMostFaults), empty when it is valid.
    [[nodiscard]] Faults check(const nlohmann::json& document) const;

    static constexpr std::size_t kMostFaults = 20;

private:
    explicit Schema(std::shared_ptr<const SchemaEngine> engine) : m_engine(std::move(engine)) {}

    std::shared_ptr<const SchemaEngine> m_engine;
};

/// Compiles and checks in one go, e.g. a form against the data schema of its service definition.
[[nodiscard]] Faults validateDocument(const nlohmann::json& schema, const nlohmann::json& document,
                                      const base::Clock& clock);

} // namespace banshi::queue::contract

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/definition_fault.h"

#include <nlohmann/json.hpp>

namespace banshi::app::services
{

/// Walks a document beside the schema of the envelope and says in plain words what is wrong and, from the schema's
/// descriptions, what would be right. Understands the keywords that schema/service.schema.json uses; the schema gate
/// of the queue's contract has the last word. Threads: immutable.
class SchemaExplainer
{
public:
    explicit SchemaExplainer(nlohmann::json schema) : m_schema(std::move(schema)) {}

    /// All faults of `document`; `file` is copied into them.
    [[nodiscard]] DefinitionFaults explain(const nlohmann::json& document, const std::string& file) const;

private:
    class Walk;
    nlohmann::json m_schema;
};

/// The name of `names` that `typed` was most likely meant to be (at most two changes); empty when none is near.
[[nodiscard]] std::string nearestName(const std::string& typed, const std::vector<std::string>& names);

} // namespace banshi::app::services

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/catalogue_source.h"
#include "banshi/app/services/service_definition.h"
#include "banshi/base/clock.h"
#include "banshi/base/result.h"

#include <memory>

namespace banshi::app::services
{

/// Turns the text of a definition file into a checked ServiceDefinition. Threads: immutable; read() from any.
class DefinitionReader
{
public:
    /// `clock` must outlive the reader.
    explicit DefinitionReader(const base::Clock& clock);
    ~DefinitionReader();
    DefinitionReader(const DefinitionReader&) = delete;
    DefinitionReader& operator=(const DefinitionReader&) = delete;

    /// Strict JSON, then `schema/service.schema.json`, then the rules that no schema can say (README.md, "Checks").
    /// Errors: every fault found on the first of these three levels that has any.
    [[nodiscard]] base::Result<ServiceDefinition, DefinitionFaults> read(const SourceFile& file) const;

private:
    struct Parts;
    std::unique_ptr<const Parts> m_parts;
};

} // namespace banshi::app::services

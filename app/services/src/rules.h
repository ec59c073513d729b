// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/definition_fault.h"
#include "banshi/app/services/service_definition.h"
#include "banshi/base/clock.h"

namespace banshi::app::services
{

/// Collects the faults of one file.
class FaultList
{
public:
    explicit FaultList(std::string file) : m_file(std::move(file)) {}
    void add(std::string pointer, std::string problem, std::string wanted)
    {
        m_faults.push_back({m_file, std::move(pointer), std::move(problem), std::move(wanted)});
    }
    [[nodiscard]] const std::string& file() const { return m_file; }
    [[nodiscard]] DefinitionFaults take() { return std::move(m_faults); }

private:
    std::string m_file;
    DefinitionFaults m_faults;
};

/// File name, codes, days, program version, hours.
void checkCodes(const ServiceDefinition& service, const nlohmann::json& document, FaultList& faults);
/// Identity, devices, fee, outputs and offline mode have to fit together.
void checkDelivery(const ServiceDefinition& service, FaultList& faults);
/// Both languages are what they say they are; pinyin and initials fit the Chinese names.
void checkWords(const ServiceDefinition& service, const nlohmann::json& document, FaultList& faults);
/// The data schema compiles and every field of it is asked in a fitting way.
void checkForm(const ServiceDefinition& service, const base::Clock& clock, FaultList& faults);
/// Rules and conditions look at known, earlier fields and can hold.
void checkConditions(const ServiceDefinition& service, const base::Clock& clock, FaultList& faults);

} // namespace banshi::app::services

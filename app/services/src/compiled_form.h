// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/error_codes.h"
#include "banshi/app/services/form_spec.h"
#include "banshi/base/result.h"
#include "banshi/queue/contract/schema.h"

#include <map>
#include <set>

namespace banshi::app::services
{

/// A page that is shown now, with those of its questions that are.
struct ShownPage
{
    const PageSpec* spec;
    std::vector<const QuestionSpec*> questions;
};

/// A form with all its schemas compiled: one evaluator for validation, conditions and show/hide rules.
/// Threads: immutable.
class CompiledForm
{
public:
    /// `spec` and `clock` must outlive the result. Errors: FormIncomplete when a schema does not compile.
    [[nodiscard]] static base::Result<CompiledForm, base::KitError<FormCode>> make(const FormSpec& spec,
                                                                                   const base::Clock& clock);

    /// The pages that `values` make visible, in order.
    [[nodiscard]] std::vector<ShownPage> shown(const nlohmann::json& values) const;
    /// The fields that `values` make necessary.
    [[nodiscard]] std::set<std::string> required(const nlohmann::json& values) const;
    /// Whether the whole document fits the data schema.
    [[nodiscard]] bool accepts(const nlohmann::json& values) const;

private:
    struct Condition
    {
        queue::contract::Schema given;
        std::vector<std::string> required;
    };

    explicit CompiledForm(const FormSpec& spec, queue::contract::Schema gate) : m_spec(&spec), m_gate(std::move(gate))
    {
    }
    [[nodiscard]] bool isShown(const std::optional<Rule>& rule, const nlohmann::json& values) const;
    bool addRule(const std::optional<Rule>& rule, const base::Clock& clock);

    const FormSpec* m_spec;
    queue::contract::Schema m_gate;
    std::map<const Rule*, queue::contract::Schema> m_rules;
    std::vector<Condition> m_conditions;
};

} // namespace banshi::app::services

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/form_model.h"
#include "compiled_form.h"
#include "question_builder.h"

namespace banshi::app::services
{

/// What a FormModel holds.
struct FormModel::State
{
    State(ServicePtr itsService, std::shared_ptr<const Catalogue> itsCatalogue, const base::Clock& itsClock,
          CompiledForm itsForm);
    ~State();
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    [[nodiscard]] const FormSpec& spec() const { return service->form; }
    [[nodiscard]] std::vector<ShownPage> shown() const { return form.shown(values); }
    [[nodiscard]] Page pageFrom(const ShownPage& shownPage) const;
    /// The question that asks for `field`, when it is shown now; else null.
    [[nodiscard]] const QuestionSpec* shownQuestion(const std::string& field) const;
    /// Faults of one question, those between fields included.
    [[nodiscard]] std::vector<FieldFault> questionFaults(const QuestionSpec& question) const;
    /// Sets (or with null empties) a field, then drops the values of what is not asked any more.
    void set(const std::string& field, const nlohmann::json& value);
    void dropHidden();
    void erase(const std::string& field);

    const ServicePtr service;
    const std::shared_ptr<const Catalogue> catalogue;
    const base::Clock& clock;
    const CompiledForm form;
    nlohmann::json values = nlohmann::json::object();
    std::map<std::string, Source> sources; ///< by field
    const PageSpec* current = nullptr;     ///< null: the first page
};

} // namespace banshi::app::services

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/form_model.h"
#include "banshi/app/session/step.h"

namespace banshi::app::session
{

/// Walks through the form one question at a time, pictures apart. A wrong answer is told at its field at once; the
/// whole document passes the gate before the step ends.
class FormStep : public Step
{
public:
    using Step::Step;
    void handle(const Event& event) override;
    [[nodiscard]] bool canReturn() const override { return !questions().empty(); }

private:
    void enter() override;
    void next();
    void previous();
    void finish();
    void ask(const std::string& field, std::optional<services::FieldFault> fault = std::nullopt);
    [[nodiscard]] std::vector<services::Question> questions() const;

    std::string m_field;
};

} // namespace banshi::app::session

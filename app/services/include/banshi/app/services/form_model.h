// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/catalogue.h"
#include "banshi/app/services/question.h"
#include "banshi/base/clock.h"
#include "banshi/base/result.h"

namespace banshi::app::services
{

/// What is sent: the form's document, and the hashes of its photos apart.
struct Submission
{
    nlohmann::json form;
    std::vector<std::string> photos;
};

/// One resident's walk through the form of a service. Values of questions that are not asked are not part of the
/// document. Everything entered is overwritten when the model dies. Threads: one.
class FormModel
{
public:
    /// Errors: FormIncomplete when a schema of the definition does not compile (the loader refuses such definitions).
    [[nodiscard]] static base::Result<std::unique_ptr<FormModel>, base::KitError<FormCode>>
    open(ServicePtr service, std::shared_ptr<const Catalogue> catalogue, const base::Clock& clock);
    ~FormModel();
    FormModel(const FormModel&) = delete;
    FormModel& operator=(const FormModel&) = delete;

    /// The visible pages, in order. A form without questions has none.
    [[nodiscard]] std::vector<Page> pages() const;
    [[nodiscard]] std::size_t pageCount() const;
    /// Index of the current page among the visible ones.
    [[nodiscard]] std::size_t position() const;
    /// The current page; nothing when the form has no pages.
    [[nodiscard]] std::optional<Page> currentPage() const;
    /// Moves to the next visible page when the current one has no faults; false when it has, or is the last.
    bool next();
    /// Moves back; false on the first page.
    bool previous();
    /// Moves to a visible page (from the summary); false when there is none.
    bool goTo(std::size_t page);

    /// Takes what was entered: the key of a choice or country, text, digits, `yyyy-mm`, `yyyy-mm/yyyy-mm`. Blanks at
    /// both ends and in numbers are dropped; empty clears. Returns what is wrong with it; it is kept nevertheless,
    /// unless it is no choice.
    std::optional<FieldFault> enter(const std::string& field, const std::string& entry);
    /// Fills a field that the definition lists under `prefill`; anything else and wrong values are ignored (false).
    bool prefill(const std::string& field, const nlohmann::json& value, Source source);
    /// Adds the hash (64 hex digits) of a photo taken; TooMany when there are enough.
    std::optional<FieldFault> addPhoto(const std::string& field, const std::string& sha256);
    /// Empties a field and overwrites its value.
    void clear(const std::string& field);

    [[nodiscard]] std::optional<FieldFault> checkField(const std::string& field) const;
    [[nodiscard]] std::vector<FieldFault> checkPage() const;
    /// The gate before submitting: each field, the rules between fields, then the whole document against the schema.
    [[nodiscard]] std::vector<FieldFault> checkAll() const;
    /// The document as it is sent. Call checkAll() first.
    [[nodiscard]] Submission submission() const;
    /// Answered questions with their labels, masked by the definition's profile.
    [[nodiscard]] std::vector<SummaryRow> summary() const;
    /// Overwrites all values and goes back to the first page.
    void wipe();

    [[nodiscard]] const ServiceDefinition& service() const;

private:
    struct State;
    explicit FormModel(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace banshi::app::services

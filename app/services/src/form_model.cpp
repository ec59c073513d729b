// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/form_model.h"

#include "entries.h"
#include "field_checks.h"
#include "form_facts.h"
#include "form_state.h"

#include <algorithm>

namespace banshi::app::services
{

using nlohmann::json;

base::Result<std::unique_ptr<FormModel>, base::KitError<FormCode>>
FormModel::open(ServicePtr service, std::shared_ptr<const Catalogue> catalogue, const base::Clock& clock)
{
    auto form = CompiledForm::make(service->form, clock);
    if (!form)
        return tl::unexpected(form.error());
    auto state = std::make_unique<State>(std::move(service), std::move(catalogue), clock, std::move(*form));
    return std::unique_ptr<FormModel>(new FormModel(std::move(state)));
}

FormModel::FormModel(std::unique_ptr<State> state) : m_state(std::move(state)) {}

FormModel::~FormModel() = default;

std::vector<Page> FormModel::pages() const
{
    std::vector<Page> pages;
    for (const ShownPage& page : m_state->shown())
        pages.push_back(m_state->pageFrom(page));
    return pages;
}

std::size_t FormModel::pageCount() const
{
    return m_state->shown().size();
}

std::size_t FormModel::position() const
{
    const auto pages = m_state->shown();
    const auto isCurrent = [this](const ShownPage& page) { return page.spec == m_state->current; };
    const auto found = std::find_if(pages.begin(), pages.end(), isCurrent);
    return found == pages.end() ? 0 : static_cast<std::size_t>(found - pages.begin());
}

std::optional<Page> FormModel::currentPage() const
{
    const auto pages = m_state->shown();
    return pages.empty() ? std::nullopt : std::optional(m_state->pageFrom(pages[position()]));
}

bool FormModel::next()
{
    return checkPage().empty() && goTo(position() + 1);
}

bool FormModel::previous()
{
    return position() > 0 && goTo(position() - 1);
}

bool FormModel::goTo(std::size_t page)
{
    const auto pages = m_state->shown();
    if (page >= pages.size())
        return false;
    m_state->current = pages[page].spec;
    return true;
}

std::optional<FieldFault> FormModel::enter(const std::string& field, const std::string& entry)
{
    const QuestionSpec* question = m_state->shownQuestion(field);
    if (question == nullptr)
        return FieldFault{field, FormCode::NotAChoice, 0};
    const json& schema = m_state->spec().dataSchema.at("properties").at(question->field);
    ParsedEntry parsed = parseEntry(*question, schema, entry);
    for (const auto& [name, value] : parsed.values.items())
        m_state->set(name, value);
    wipeDocument(parsed.values);
    if (parsed.fault)
        return FieldFault{question->field, *parsed.fault, 0};
    const bool isEmpty = !m_state->values.contains(question->field);
    return isEmpty ? std::nullopt : checkField(question->field);
}

bool FormModel::prefill(const std::string& field, const json& value, Source source)
{
    const auto& allowed = m_state->spec().prefill;
    const bool isAllowed = std::find(allowed.begin(), allowed.end(), field) != allowed.end();
    if (!isAllowed || m_state->shownQuestion(field) == nullptr)
        return false;
    const json& schema = m_state->spec().dataSchema.at("properties").at(field);
    if (checkValue(field, schema, &value, false, m_state->catalogue->countries(), m_state->clock))
        return false;
    m_state->set(field, value);
    m_state->sources[field] = std::move(source);
    return true;
}

std::optional<FieldFault> FormModel::addPhoto(const std::string& field, const std::string& sha256)
{
    const QuestionSpec* question = m_state->shownQuestion(field);
    if (question == nullptr || question->kind != QuestionKind::Photo)
        return FieldFault{field, FormCode::NotAChoice, 0};
    json photos = m_state->values.value(field, json::array());
    if (std::find(photos.begin(), photos.end(), sha256) != photos.end())
        return std::nullopt;
    photos.push_back(sha256);
    const json& schema = m_state->spec().dataSchema.at("properties").at(field);
    if (auto fault = checkValue(field, schema, &photos, false, m_state->catalogue->countries(), m_state->clock))
        return fault;
    m_state->set(field, photos);
    return std::nullopt;
}

void FormModel::clear(const std::string& field)
{
    if (const QuestionSpec* question = questionFor(m_state->spec(), field))
    {
        m_state->set(question->field, nullptr);
        if (!question->fieldTo.empty())
            m_state->set(question->fieldTo, nullptr);
    }
}

std::optional<FieldFault> FormModel::checkField(const std::string& field) const
{
    const QuestionSpec* question = m_state->shownQuestion(field);
    if (question == nullptr)
        return std::nullopt;
    const auto faults = m_state->questionFaults(*question);
    return faults.empty() ? std::nullopt : std::optional(faults.front());
}

std::vector<FieldFault> FormModel::checkPage() const
{
    std::vector<FieldFault> faults;
    const auto pages = m_state->shown();
    if (pages.empty())
        return faults;
    for (const QuestionSpec* question : pages[position()].questions)
        if (const auto fault = checkField(question->field))
            faults.push_back(*fault);
    return faults;
}

std::vector<FieldFault> FormModel::checkAll() const
{
    std::vector<FieldFault> faults;
    for (const ShownPage& page : m_state->shown())
        for (const QuestionSpec* question : page.questions)
            if (const auto fault = checkField(question->field))
                faults.push_back(*fault);
    if (faults.empty() && !m_state->form.accepts(m_state->values))
        faults.push_back({"", FormCode::FormIncomplete, 0});
    return faults;
}

Submission FormModel::submission() const
{
    Submission submission{m_state->values, {}};
    for (const QuestionPlace& place : questionsOf(m_state->spec()))
    {
        const std::string& field = place.question->field;
        if (place.question->kind != QuestionKind::Photo || !submission.form.contains(field))
            continue;
        for (const json& photo : submission.form.at(field))
            submission.photos.push_back(photo.get<std::string>());
        submission.form.erase(field);
    }
    return submission;
}

std::vector<SummaryRow> FormModel::summary() const
{
    const bool isStrict = m_state->service->privacy.maskProfile == MaskProfile::Strict;
    const CountryTable& countries = m_state->catalogue->countries();
    std::vector<SummaryRow> rows;
    const auto pages = m_state->shown();
    for (std::size_t page = 0; page < pages.size(); ++page)
        for (const QuestionSpec* question : pages[page].questions)
        {
            const Text onPaper = wordsOf(*question, m_state->values, countries, true);
            if (!onPaper.empty())
                rows.push_back({question->field, question->label,
                                isStrict ? onPaper : wordsOf(*question, m_state->values, countries, false), onPaper,
                                page});
        }
    return rows;
}

void FormModel::wipe()
{
    wipeDocument(m_state->values);
    m_state->values = json::object();
    m_state->sources.clear();
    m_state->current = nullptr;
}

const ServiceDefinition& FormModel::service() const
{
    return *m_state->service;
}

} // namespace banshi::app::services

// SPDX-License-Identifier: GPL-3.0-or-later
#include "form_state.h"

#include "entries.h"
#include "field_checks.h"
#include "form_facts.h"

#include <algorithm>

namespace banshi::app::services
{

using nlohmann::json;

FormModel::State::State(ServicePtr itsService, std::shared_ptr<const Catalogue> itsCatalogue,
                        const base::Clock& itsClock, CompiledForm itsForm)
    : service(std::move(itsService)), catalogue(std::move(itsCatalogue)), clock(itsClock), form(std::move(itsForm))
{
}

FormModel::State::~State()
{
    wipeDocument(values);
}

Page FormModel::State::pageFrom(const ShownPage& shownPage) const
{
    // A clock that is behind must not hide the months in which the item is in force.
    const YearMonth inForce = service->effectiveFrom.year() / service->effectiveFrom.month();
    const QuestionContext context{spec().dataSchema.at("properties"), values, catalogue->countries(),
                                  std::max(chinaMonth(clock.wall().utc), inForce)};
    const auto required = form.required(values);
    Page page{shownPage.spec->id, shownPage.spec->title, {}};
    for (const QuestionSpec* question : shownPage.questions)
    {
        Question built = buildQuestion(*question, context);
        built.title = shownPage.spec->title;
        built.required = required.contains(question->field);
        if (const auto source = sources.find(question->field); source != sources.end())
            built.source = source->second;
        page.questions.push_back(std::move(built));
    }
    return page;
}

const QuestionSpec* FormModel::State::shownQuestion(const std::string& field) const
{
    const QuestionSpec* question = questionFor(spec(), field);
    for (const ShownPage& page : shown())
        if (std::find(page.questions.begin(), page.questions.end(), question) != page.questions.end())
            return question;
    return nullptr;
}

std::vector<FieldFault> FormModel::State::questionFaults(const QuestionSpec& question) const
{
    const auto required = form.required(values);
    const json& properties = spec().dataSchema.at("properties");
    for (const std::string& field : {question.field, question.fieldTo})
    {
        if (field.empty())
            continue;
        const auto value = values.find(field);
        auto fault = checkValue(field, properties.at(field), value == values.end() ? nullptr : &*value,
                                required.contains(field), catalogue->countries(), clock);
        if (fault)
            return {{question.field, fault->code, fault->limit}};
    }
    std::vector<FieldFault> faults = crossFaults(spec(), values, clock);
    std::erase_if(faults, [&](const FieldFault& fault) { return fault.field != question.field; });
    return faults;
}

void FormModel::State::erase(const std::string& field)
{
    sources.erase(field);
    if (const auto found = values.find(field); found != values.end())
    {
        wipeDocument(*found);
        values.erase(found);
    }
}

void FormModel::State::set(const std::string& field, const json& value)
{
    erase(field);
    if (!value.is_null())
        values[field] = value;
    dropHidden();
}

void FormModel::State::dropHidden()
{
    // A dropped value can hide further questions; rules look at earlier fields only, so this ends.
    for (bool isSettled = false; !isSettled;)
    {
        isSettled = true;
        for (const QuestionPlace& place : questionsOf(spec()))
            for (const std::string& field : {place.question->field, place.question->fieldTo})
                if (values.contains(field) && shownQuestion(field) == nullptr)
                {
                    erase(field);
                    isSettled = false;
                }
    }
}

} // namespace banshi::app::services

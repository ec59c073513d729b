// SPDX-License-Identifier: GPL-3.0-or-later
#include "form_step.h"

#include <algorithm>

namespace banshi::app::session
{

namespace
{

std::size_t indexOf(const std::vector<services::Question>& questions, const std::string& field)
{
    const auto found =
        std::find_if(questions.begin(), questions.end(), [&](const auto& q) { return q.field == field; });
    return static_cast<std::size_t>(found - questions.begin());
}

} // namespace

std::vector<services::Question> FormStep::questions() const
{
    std::vector<services::Question> all;
    for (const auto& page : m_visit.form->pages())
        for (const auto& question : page.questions)
            if (question.kind != services::QuestionKind::Photo)
                all.push_back(question);
    return all;
}

void FormStep::enter()
{
    const auto all = questions();
    if (all.empty())
    {
        show(ProgressState{ProgressState::Work::Checking, 0, 0});
        QMetaObject::invokeMethod(this, guarded([this] { Q_EMIT done(); }), Qt::QueuedConnection);
        return;
    }
    const std::string wanted = std::exchange(m_visit.editQuestion, {});
    const bool known = indexOf(all, wanted) < all.size();
    ask(known ? wanted : all.front().field);
}

void FormStep::ask(const std::string& field, std::optional<services::FieldFault> fault)
{
    const auto all = questions();
    const std::size_t index = std::min(indexOf(all, field), all.size() - 1);
    m_field = all[index].field;
    FormState state;
    state.question = all[index];
    state.index = static_cast<int>(index);
    state.total = static_cast<int>(all.size());
    state.fault = std::move(fault);
    show(std::move(state));
}

void FormStep::next()
{
    if (const auto fault = m_visit.form->checkField(m_field))
        return ask(m_field, fault);
    const auto all = questions();
    const std::size_t index = indexOf(all, m_field);
    if (index + 1 < all.size())
        return ask(all[index + 1].field);
    finish();
}

void FormStep::finish()
{
    for (const auto& fault : m_visit.form->checkAll())
        if (indexOf(questions(), fault.field) < questions().size())
            return ask(fault.field, fault);
    Q_EMIT done();
}

void FormStep::previous()
{
    const auto all = questions();
    const std::size_t index = indexOf(all, m_field);
    if (index == 0 || index >= all.size())
        Q_EMIT back();
    else
        ask(all[index - 1].field);
}

void FormStep::handle(const Event& event)
{
    if (event.kind == Event::Kind::Choose)
    {
        const auto fault = m_visit.form->enter(m_field, event.value);
        ask(m_field, fault);
    }
    else if (event.kind == Event::Kind::Text)
        (void)m_visit.form->enter(m_field, event.value); // judged when the resident goes on
    else if (event.kind == Event::Kind::Next)
    {
        if (!event.value.empty())
            (void)m_visit.form->enter(m_field, event.value);
        next();
    }
    else if (event.kind == Event::Kind::Back)
        previous();
    else if (event.kind == Event::Kind::Finish)
        Q_EMIT abandoned();
}

} // namespace banshi::app::session

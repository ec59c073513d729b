// SPDX-License-Identifier: GPL-3.0-or-later
#include "summary_step.h"

namespace banshi::app::session
{

void SummaryStep::enter()
{
    show(SummaryState{m_visit.form->summary(), m_visit.service->form.declaration,
                      static_cast<int>(m_visit.pictures.size())});
}

void SummaryStep::handle(const Event& event)
{
    if (event.kind == Event::Kind::Next)
        Q_EMIT done();
    else if (event.kind == Event::Kind::Edit)
    {
        m_visit.editQuestion = event.target;
        Q_EMIT formWanted();
    }
    else if (event.kind == Event::Kind::Back)
        Q_EMIT back();
    else if (event.kind == Event::Kind::Finish)
        Q_EMIT abandoned();
}

} // namespace banshi::app::session

// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_menu.h"

#include <algorithm>

namespace banshi::journeys
{

QString StreetMenu::text() const
{
    QString text;
    QString group;
    for (std::size_t i = 0; i < m_actions.size(); ++i)
    {
        const StreetAction& action = m_actions[i];
        if (action.group != group)
            text += QStringLiteral("\n%1\n").arg(action.group);
        group = action.group;
        text += QStringLiteral("  %1  %2\n").arg(i + 1, 2).arg(action.label.text());
    }
    return text;
}

const StreetAction* StreetMenu::find(const QString& line) const
{
    bool isNumber = false;
    const qulonglong number = line.toULongLong(&isNumber);
    if (isNumber)
        return number >= 1 && number <= m_actions.size() ? &m_actions[number - 1] : nullptr;
    const auto found = std::find_if(m_actions.begin(), m_actions.end(),
                                    [&line](const StreetAction& action) { return action.id == line; });
    return found == m_actions.end() ? nullptr : &*found;
}

void StreetMenu::obey(const QString& line, const StreetTold& told) const
{
    const StreetAction* action = find(line.trimmed());
    if (action == nullptr)
        return told({false, {QStringLiteral("Not in the list: %1"), line.trimmed()}});
    action->act(told);
}

} // namespace banshi::journeys

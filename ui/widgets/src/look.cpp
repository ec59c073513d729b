// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/look.h"

namespace banshi::ui::widgets
{

Look::Look(const theme::Panel& panel, QObject* parent) : QObject(parent), m_theme(panel)
{
    connect(&m_translator, &i18n::Translator::languageChanged, this, &Look::changed);
}

void Look::setLanguage(i18n::Language language)
{
    m_translator.setLanguage(language);
}

void Look::setStep(int step)
{
    replace(m_theme.panel(), step, m_theme.scheme());
}

void Look::setScheme(theme::Scheme scheme)
{
    replace(m_theme.panel(), m_theme.step(), scheme);
}

void Look::setPixels(QSize pixels)
{
    replace(theme::Panel(m_theme.panel().millimetres(), pixels), m_theme.step(), m_theme.scheme());
}

void Look::replace(const theme::Panel& panel, int step, theme::Scheme scheme)
{
    if (panel == m_theme.panel() && step == m_theme.step() && scheme == m_theme.scheme())
        return;
    m_theme = theme::Theme(panel, step, scheme);
    Q_EMIT changed();
}

} // namespace banshi::ui::widgets

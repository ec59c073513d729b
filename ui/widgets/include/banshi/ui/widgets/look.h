// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/i18n/translator.h"
#include "banshi/ui/theme/theme.h"

#include <QObject>

namespace banshi::ui::widgets
{

/// What every widget is painted with: theme and language. All widgets of a screen share one Look by reference and
/// follow changed(). Threads: GUI thread.
class Look : public QObject
{
    Q_OBJECT

public:
    explicit Look(const theme::Panel& panel, QObject* parent = nullptr);

    [[nodiscard]] const theme::Theme& theme() const { return m_theme; }
    [[nodiscard]] const i18n::Translator& translator() const { return m_translator; }
    [[nodiscard]] i18n::Language language() const { return m_translator.language(); }
    [[nodiscard]] QString words(const i18n::Text& text) const { return m_translator.words(text); }
    [[nodiscard]] int px(double mm) const { return m_theme.px(mm); }

    void setLanguage(i18n::Language language);
    /// Text step 0 to theme::kSteps - 1.
    void setStep(int step);
    void setScheme(theme::Scheme scheme);
    /// The window's size on the panel.
    void setPixels(QSize pixels);

Q_SIGNALS:
    /// Words, sizes or colours are no longer what they were: measure and paint again.
    void changed();

private:
    void replace(const theme::Panel& panel, int step, theme::Scheme scheme);

    theme::Theme m_theme;
    i18n::Translator m_translator;
};

} // namespace banshi::ui::widgets

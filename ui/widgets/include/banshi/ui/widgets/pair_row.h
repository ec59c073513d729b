// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/button.h"
#include "banshi/ui/widgets/label.h"

namespace banshi::ui::widgets
{

/// A name and its value, with an optional note under the value and an optional button at the end. Part of a card.
/// Threads: GUI thread.
class PairRow : public QWidget, public Joinable
{
    Q_OBJECT

public:
    explicit PairRow(const Look& look, QWidget* parent = nullptr);

    void setPair(const i18n::Text& label, const i18n::Text& value, theme::Tone tone = theme::Tone::Plain);
    /// A dot of the tone before the value (states of devices).
    void setDotted(bool isDotted);
    void setNote(const i18n::Text& note);
    /// Large value, for totals.
    void setLarge(bool isLarge);
    /// A button with this objectName at the end; its click is the button's own signal.
    Button* addButton(const QString& name, const i18n::Text& label);
    void setJoins(Joins joins) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Plan;
    void refresh();
    [[nodiscard]] Plan plan(int width) const;

    const Look& m_look;
    Label* m_label;
    Label* m_value;
    Label* m_largeValue;
    Label* m_note;
    Button* m_button = nullptr;
    theme::Tone m_tone = theme::Tone::Plain;
    bool m_isLarge = false;
    bool m_isDotted = false;
    Joins m_joins;
};

} // namespace banshi::ui::widgets

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/pair_row.h"

#include <QPainter>
#include <algorithm>

namespace banshi::ui::widgets
{

struct PairRow::Plan
{
    QRect label;
    QRect value;
    QRect note;
    QRect button;
    QRect dot;
    int height = 0;
    bool isStacked = false;
};

PairRow::PairRow(const Look& look, QWidget* parent)
    : QWidget(parent), m_look(look), m_label(new Label(look, theme::Role::Body, this)),
      m_value(new Label(look, theme::Role::Body, this)), m_largeValue(new Label(look, theme::Role::Figure, this)),
      m_note(new Label(look, theme::Role::Caption, this))
{
    m_label->setInk(Ink::Secondary);
    m_value->setWeight(QFont::Bold);
    m_largeValue->setWeight(QFont::Bold);
    m_note->setInk(Ink::Secondary);
    m_largeValue->hide();
    connect(&look, &Look::changed, this, [this] { refresh(); });
}

void PairRow::setPair(const i18n::Text& label, const i18n::Text& value, theme::Tone tone)
{
    m_label->setText(label);
    m_value->setText(value);
    m_largeValue->setText(value);
    m_tone = tone;
    m_value->setInk(inkOf(tone));
    refresh();
}

void PairRow::setDotted(bool isDotted)
{
    m_isDotted = isDotted;
    m_label->setInk(isDotted ? Ink::Main : Ink::Secondary);
    m_label->setWeight(isDotted ? QFont::Bold : QFont::Normal);
    m_value->setWeight(isDotted ? QFont::Normal : QFont::Bold);
    refresh();
}

void PairRow::setNote(const i18n::Text& note)
{
    m_note->setText(note);
    refresh();
}

void PairRow::setLarge(bool isLarge)
{
    m_isLarge = isLarge;
    m_value->setVisible(!isLarge);
    m_largeValue->setVisible(isLarge);
    refresh();
}

Button* PairRow::addButton(const QString& name, const i18n::Text& label)
{
    m_button = new Button(m_look, ButtonKind::Second, name, this);
    m_button->setRole(theme::Role::Body);
    m_button->setLeastHeight(15);
    m_button->setPadding(5);
    m_button->setLabel(label);
    m_button->show();
    refresh();
    return m_button;
}

void PairRow::setJoins(Joins joins)
{
    m_joins = joins;
    update();
}

PairRow::Plan PairRow::plan(int width) const
{
    const int padding = m_look.px(theme::length::kPadding);
    const int gap = m_look.px(5);
    const int dot = m_isDotted ? m_look.px(5) : 0;
    const int dotRoom = m_isDotted ? m_look.px(7.5) : 0;
    const Label* value = m_isLarge ? m_largeValue : m_value;
    const QSize button = m_button != nullptr ? m_button->sizeHint() : QSize();
    const int room = width - 2 * padding - (m_button != nullptr ? button.width() + gap : 0);
    const int labelWidth = m_label->sizeHint().width();
    const int valueWidth = value->words().isEmpty() ? 0 : value->sizeHint().width();
    Plan plan;
    plan.isStacked = valueWidth > 0 && labelWidth + gap + dotRoom + valueWidth > room;
    const int valueRoom = plan.isStacked || valueWidth == 0 ? room - dotRoom : valueWidth;
    const int labelRoom = plan.isStacked || valueWidth == 0 ? room : room - gap - dotRoom - valueWidth;
    const int labelHeight = m_label->heightForWidth(labelRoom);
    const int valueHeight = value->heightForWidth(valueRoom);
    const int noteHeight = m_note->heightForWidth(room);
    const int words = (plan.isStacked ? labelHeight + valueHeight : std::max(labelHeight, valueHeight)) + noteHeight;
    plan.height = std::max({m_look.px(18), words + 2 * m_look.px(3), button.height() + 2 * m_look.px(3)});
    const int top = (plan.height - words) / 2;
    const int first = plan.isStacked ? labelHeight : std::max(labelHeight, valueHeight);
    plan.label = QRect(padding, top, labelRoom, first);
    const int valueTop = plan.isStacked ? top + labelHeight : top;
    const int valueLeft = plan.isStacked ? padding + dotRoom : padding + room - valueRoom;
    plan.value = QRect(valueLeft, valueTop, valueRoom, plan.isStacked ? valueHeight : first);
    plan.dot = QRect(valueLeft - dotRoom, plan.value.center().y() - dot / 2, dot, dot);
    plan.note = QRect(padding, plan.value.bottom() + 1, room, noteHeight);
    plan.button =
        QRect(width - padding - button.width(), (plan.height - button.height()) / 2, button.width(), button.height());
    return plan;
}

QSize PairRow::sizeHint() const
{
    const int width = m_look.px(248);
    return {width, plan(width).height};
}

int PairRow::heightForWidth(int width) const
{
    return plan(width).height;
}

void PairRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const theme::Colours& colours = m_look.theme().colours();
    paintSegment(painter, rect(), m_look.theme(), m_joins, colours.card);
    if (m_isDotted)
        paintBox(painter, plan(width()).dot, m_look.px(2.5), colours.toned(m_tone).text);
}

void PairRow::resizeEvent(QResizeEvent*)
{
    const Plan all = plan(width());
    const Qt::AlignmentFlag side = all.isStacked ? Qt::AlignLeft : Qt::AlignRight;
    for (Label* value : {m_value, m_largeValue})
    {
        value->setGeometry(all.value);
        value->setAlignment(side | Qt::AlignVCenter);
    }
    m_label->setGeometry(all.label);
    m_note->setGeometry(all.note);
    m_note->setAlignment(side | Qt::AlignVCenter);
    if (m_button != nullptr)
        m_button->setGeometry(all.button);
}

void PairRow::refresh()
{
    updateGeometry();
    resizeEvent(nullptr);
    update();
}

} // namespace banshi::ui::widgets

// SPDX-License-Identifier: GPL-3.0-or-later
#include "layer_view.h"

#include "banshi/ui/widgets/button_grid.h"
#include "banshi/ui/widgets/paint.h"

#include <QPainter>
#include <algorithm>

namespace banshi::ui::pages
{

namespace
{

constexpr double kPadding = 12;
constexpr double kMargin = 16;

} // namespace

LayerView::LayerView(const widgets::Look& look, QWidget* parent)
    : QWidget(parent), m_look(look), m_sheets(new widgets::Sheets(look, this))
{
    setObjectName(QStringLiteral("layer"));
    connect(&look, &widgets::Look::changed, this, [this] { resizeEvent(nullptr); });
}

void LayerView::setLayer(const Layer& layer)
{
    Layer now = layer;
    now.countdown = m_layer.countdown;
    const bool isSameShape = now == m_layer && layer.countdown.has_value() == (m_countdown != nullptr);
    m_layer = layer;
    if (!isSameShape)
        build();
    if (m_countdown != nullptr)
        m_countdown->setText(i18n::Text::plain(QString::number(layer.countdown.value_or(0))));
    resizeEvent(nullptr);
}

void LayerView::addWords(const i18n::Text& text, widgets::Ink ink)
{
    auto* words = new widgets::Label(m_look, theme::Role::Body);
    words->setInk(ink);
    words->setText(text);
    m_sheets->add(words, {.gap = 4});
}

void LayerView::build()
{
    m_sheets->clear();
    m_countdown = nullptr;
    auto* title = new widgets::Label(m_look, theme::Role::Title);
    title->setWeight(QFont::Bold);
    title->setText(m_layer.title);
    m_sheets->add(title);
    addWords(m_layer.body, widgets::Ink::Secondary);
    for (const i18n::Text& line : m_layer.lines)
        addWords(line, widgets::Ink::Main);
    if (m_layer.countdown)
    {
        m_countdown = new widgets::Label(m_look, theme::Role::Display);
        m_countdown->setObjectName(QStringLiteral("layer.countdown"));
        m_countdown->setWeight(QFont::Bold);
        m_countdown->setInk(widgets::Ink::Primary);
        m_countdown->setAlignment(Qt::AlignCenter);
        m_sheets->add(m_countdown, {.gap = 8});
    }
    auto* keys = new widgets::ButtonGrid(m_look, 2);
    for (const LayerKey& key : m_layer.keys)
    {
        const QString name = QStringLiteral("layer.") + key.action;
        auto* button =
            new widgets::Button(m_look, key.main ? widgets::ButtonKind::Main : widgets::ButtonKind::Second, name);
        button->setLeastHeight(theme::length::kMainButton);
        button->setLabel(key.label);
        connect(button, &widgets::Button::clicked, this, [this, name] { Q_EMIT keyTouched(name); });
        keys->add(button);
    }
    m_sheets->add(keys, {.gap = 10});
}

QRect LayerView::cardRoom() const
{
    const int margin = m_look.px(kMargin);
    const int padding = m_look.px(kPadding);
    const int wide = width() - 2 * margin;
    const int wanted = m_sheets->contentHeight(wide - 2 * padding) + 2 * padding;
    const int high = std::min(wanted, height() - 2 * margin);
    return {margin, (height() - high) / 2, wide, high};
}

void LayerView::resizeEvent(QResizeEvent*)
{
    const int padding = m_look.px(kPadding);
    m_sheets->setGeometry(cardRoom().adjusted(padding, padding, -padding, -padding));
    m_sheets->settle();
    update();
}

void LayerView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const theme::Colours& colours = m_look.theme().colours();
    painter.fillRect(rect(), QColor(10, 18, 24, 170));
    const QRect card = cardRoom();
    widgets::paintBox(painter, card, m_look.px(theme::length::kCardCorner + 2), colours.card, colours.line,
                      m_look.px(0.4));
    if (m_layer.tone == theme::Tone::Plain)
        return;
    QRect stripe = card;
    stripe.setHeight(m_look.px(5));
    painter.setClipRect(stripe);
    widgets::paintBox(painter, card, m_look.px(theme::length::kCardCorner + 2), colours.toned(m_layer.tone).text);
}

} // namespace banshi::ui::pages

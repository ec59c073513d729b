// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/keyboard/keypad.h"

#include <algorithm>

namespace banshi::ui::keyboard
{

namespace
{

constexpr double kKeyWidth = 44;
constexpr double kKeyHeight = 24;
constexpr double kGap = 4;
constexpr int kColumns = 3;
constexpr int kRows = 4;

} // namespace

Keypad::Keypad(const widgets::Look& look, bool hasX, QWidget* parent) : QWidget(parent), m_look(look)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&look, &widgets::Look::changed, this, [this] { updateGeometry(); });
    const auto addTyping = [this](const QString& text) {
        connect(addKey(text, i18n::Text::plain(text)), &widgets::Button::clicked, this,
                [this, text] { Q_EMIT typed(text); });
    };
    for (const QChar digit : QStringLiteral("123456789"))
        addTyping(QString(digit));
    if (hasX)
        addTyping(QStringLiteral("X"));
    else
        connect(addKey(QStringLiteral("clear"), i18n::Text::key(QStringLiteral("keyboard.clear"))),
                &widgets::Button::clicked, this, &Keypad::cleared);
    addTyping(QStringLiteral("0"));
    widgets::Button* erase = addKey(QStringLiteral("erase"), i18n::Text::key(QStringLiteral("keyboard.erase")));
    erase->setAutoRepeat(true);
    connect(erase, &widgets::Button::clicked, this, &Keypad::erased);
}

widgets::Button* Keypad::addKey(const QString& name, const i18n::Text& label)
{
    auto* key = new widgets::Button(m_look, widgets::ButtonKind::Key, QStringLiteral("key.") + name, this);
    key->setLabel(label);
    key->setRole(name.size() == 1 ? theme::Role::Title : theme::Role::Body);
    key->setLeastHeight(kKeyHeight);
    key->setPadding(1);
    m_keys.push_back(key);
    return key;
}

QSize Keypad::sizeHint() const
{
    // Each part becomes whole pixels of its own, as in resizeEvent().
    const int gap = m_look.px(kGap);
    return {kColumns * m_look.px(kKeyWidth) + (kColumns - 1) * gap, kRows * m_look.px(kKeyHeight) + (kRows - 1) * gap};
}

void Keypad::resizeEvent(QResizeEvent*)
{
    const int gap = m_look.px(kGap);
    const int wide = std::min(m_look.px(kKeyWidth), (width() - (kColumns - 1) * gap) / kColumns);
    const int high = m_look.px(kKeyHeight);
    const int left = (width() - kColumns * wide - (kColumns - 1) * gap) / 2;
    for (std::size_t i = 0; i < m_keys.size(); ++i)
        m_keys[i]->setGeometry(left + static_cast<int>(i % kColumns) * (wide + gap),
                               static_cast<int>(i / kColumns) * (high + gap), wide, high);
}

} // namespace banshi::ui::keyboard

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/keyboard/keyboard.h"

#include "layouts.h"

#include <QPainter>
#include <algorithm>

namespace banshi::ui::keyboard
{

namespace
{

constexpr double kKeyHeight = 20;
constexpr double kGap = 3;
constexpr double kEdge = 5;
constexpr double kCandidates = 17;
constexpr double kUnits = 10; // letter keys in the longest row

} // namespace

Keyboard::Keyboard(const widgets::Look& look, Pinyin* pinyin, bool startsInChinese, QWidget* parent)
    : QWidget(parent), m_look(look), m_pinyin(pinyin), m_isChinese(pinyin != nullptr && startsInChinese),
      m_candidates(new CandidateRow(look, this))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_candidates, &CandidateRow::chosen, this, [this](int candidate) { follow(m_pinyin->choose(candidate)); });
    connect(&look, &widgets::Look::changed, this, [this] {
        updateGeometry();
        place();
    });
    build();
}

Keyboard::~Keyboard()
{
    if (m_pinyin != nullptr)
        m_pinyin->clear();
}

QSize Keyboard::sizeHint() const
{
    const double candidates = m_pinyin != nullptr ? kCandidates + kGap : 0;
    return {m_look.px(268), m_look.px(2 * kEdge + candidates + 4 * kKeyHeight + 3 * kGap)};
}

QSize Keyboard::minimumSizeHint() const
{
    return {m_look.px(160), sizeHint().height()};
}

void Keyboard::build()
{
    for (const std::vector<widgets::Button*>& row : m_keys)
        for (widgets::Button* key : row)
        {
            key->hide();
            key->setObjectName(QString());
            key->deleteLater();
        }
    m_keys.clear();
    const Wanted wanted{.isChinese = m_isChinese, .hasChinese = m_pinyin != nullptr, .isShifted = m_isShifted};
    m_rows = m_plane == Plane::Letters ? letterRows(wanted) : signRows(wanted);
    for (const std::vector<KeyPlan>& row : m_rows)
    {
        std::vector<widgets::Button*>& keys = m_keys.emplace_back();
        for (const KeyPlan& plan : row)
        {
            const bool isClose = plan.act == KeyAct::Close;
            const bool isTyping = plan.act == KeyAct::Type || plan.act == KeyAct::Space;
            auto* key = new widgets::Button(m_look,
                                            isClose    ? widgets::ButtonKind::Main
                                            : isTyping ? widgets::ButtonKind::Key
                                                       : widgets::ButtonKind::Second,
                                            plan.name, this);
            key->setLabel(plan.label);
            key->setLeastHeight(kKeyHeight);
            key->setPadding(0.5);
            if (!isTyping || plan.act == KeyAct::Space)
                key->setRole(theme::Role::Body);
            key->setSelected(plan.act == KeyAct::Shift && m_isShifted);
            key->setAutoRepeat(plan.act == KeyAct::Erase);
            connect(key, &widgets::Button::clicked, this, [this, plan] { press(plan); });
            key->show();
            keys.push_back(key);
        }
    }
    place();
}

void Keyboard::place()
{
    const int gap = m_look.px(kGap);
    const int edge = m_look.px(kEdge);
    const int high = m_look.px(kKeyHeight);
    const double unit = (width() - 2 * edge - (kUnits - 1) * gap) / kUnits;
    int top = edge;
    m_candidates->setVisible(m_pinyin != nullptr);
    if (m_pinyin != nullptr)
    {
        m_candidates->setGeometry(edge, top, width() - 2 * edge, m_look.px(kCandidates));
        top += m_look.px(kCandidates) + gap;
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i)
    {
        double units = 0;
        for (const KeyPlan& plan : m_rows[i])
            units += plan.width;
        const double whole = units * unit + (static_cast<double>(m_rows[i].size()) - 1) * gap;
        double left = (width() - whole) / 2;
        for (std::size_t j = 0; j < m_rows[i].size(); ++j)
        {
            const double wide = m_rows[i][j].width * unit;
            m_keys[i][j]->setGeometry(static_cast<int>(left), top, static_cast<int>(wide), high);
            left += wide + gap;
        }
        top += high + gap;
    }
}

void Keyboard::press(const KeyPlan& key)
{
    switch (key.act)
    {
    case KeyAct::Type:
        pressLetter(key.text);
        return;
    case KeyAct::Erase:
        pressErase();
        return;
    case KeyAct::Space:
        pressSpace();
        return;
    case KeyAct::Close:
        stopComposing();
        Q_EMIT closed();
        return;
    case KeyAct::Signs:
        m_plane = m_plane == Plane::Letters ? Plane::Signs : Plane::Letters;
        break;
    case KeyAct::Language:
        m_isChinese = !m_isChinese;
        m_isShifted = false;
        break;
    case KeyAct::Shift:
        m_isShifted = !m_isShifted;
        break;
    }
    stopComposing();
    build();
}

void Keyboard::pressLetter(const QString& letter)
{
    const bool isLetter = letter.size() == 1 && letter.front() >= u'a' && letter.front() <= u'z';
    if (m_isChinese && isLetter)
    {
        follow(m_pinyin->type(letter.front()));
        return;
    }
    stopComposing();
    Q_EMIT typed(letter);
}

void Keyboard::pressErase()
{
    if (m_pinyin != nullptr && m_pinyin->isComposing())
        follow(m_pinyin->eraseLast());
    else
        Q_EMIT erased();
}

void Keyboard::pressSpace()
{
    if (m_pinyin != nullptr && m_pinyin->isComposing())
        follow(m_pinyin->choose(0));
    else
        Q_EMIT typed(QStringLiteral(" "));
}

void Keyboard::follow(const Composition& composition)
{
    m_candidates->setCandidates(composition.candidates);
    Q_EMIT composing(composition.shown);
    if (!composition.finished.isEmpty())
        Q_EMIT typed(composition.finished);
}

void Keyboard::stopComposing()
{
    if (m_pinyin == nullptr || !m_pinyin->isComposing())
        return;
    const QString letters = m_pinyin->letters();
    m_pinyin->clear();
    follow({});
    Q_EMIT typed(letters);
}

void Keyboard::resizeEvent(QResizeEvent*)
{
    place();
}

void Keyboard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_look.theme().colours().keys);
}

} // namespace banshi::ui::keyboard

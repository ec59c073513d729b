// SPDX-License-Identifier: GPL-3.0-or-later
#include "bar.h"

#include "banshi/ui/i18n/format.h"
#include "page.h"

#include <QPainter>
#include <algorithm>

namespace banshi::ui::pages
{

namespace
{

constexpr double kKey = 24;
constexpr double kGap = 3.5;
constexpr double kEdge = 4;

} // namespace

struct Bar::Plan
{
    QRect logo;
    QRect site;
    QRect line;
    std::vector<QRect> keys; // for the keys that are shown, in order
    int height = 0;
};

Bar::Bar(const widgets::Look& look, const base::Clock& clock, QWidget* parent)
    : QWidget(parent), m_look(look), m_logo(new Logo(look, clock, this)),
      m_site(new widgets::Label(look, theme::Role::Body, this)),
      m_line(new widgets::Label(look, theme::Role::Caption, this))
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_site->setWeight(QFont::Bold);
    m_line->setInk(widgets::Ink::Secondary);
    addKey(QStringLiteral("bar.size"), QStringLiteral("A+"));
    m_language = addKey(QStringLiteral("bar.language"), {});
    m_readAloud = addKey(QStringLiteral("bar.readAloud"), QStringLiteral("♪"));
    addKey(QStringLiteral("bar.help"), QStringLiteral("?"))->setKind(widgets::ButtonKind::Second);
    connect(m_logo, &Logo::gestureMade, this, &Bar::gestureMade);
    connect(&look, &widgets::Look::changed, this, [this] { refresh(); });
    refresh();
}

widgets::Button* Bar::addKey(const QString& name, const QString& sign)
{
    auto* key = new widgets::Button(m_look, widgets::ButtonKind::Quiet, name, this);
    key->setLabel(word(name));
    key->setSign(sign);
    key->setRole(theme::Role::Caption);
    key->setLeastHeight(kKey);
    key->setPadding(3);
    connect(key, &widgets::Button::clicked, this, [this, name] { Q_EMIT keyTouched(name); });
    m_keys.push_back(key);
    return key;
}

void Bar::setContents(const FrameContents& frame)
{
    m_site->setText(frame.site);
    m_line->setText(word(u"bar.line", {{QStringLiteral("time"), i18n::clockTime(frame.now)},
                                       {QStringLiteral("machine"), i18n::Text::plain(frame.machine)}}));
    m_readAloud->setVisible(frame.readAloud);
    refresh();
}

Bar::Plan Bar::plan(int width) const
{
    const int margin = m_look.px(theme::length::kMargin);
    const int gap = m_look.px(kGap);
    const int edge = m_look.px(kEdge);
    std::vector<int> widths;
    int keys = -gap;
    int high = 0;
    for (const widgets::Button* key : m_keys)
    {
        if (key->isHidden())
            continue;
        const QSize hint = key->sizeHint();
        widths.push_back(std::max(hint.width(), m_look.px(theme::length::kButton)));
        keys += widths.back() + gap;
        high = std::max(high, hint.height());
    }
    const QSize logo = m_logo->sizeHint();
    const int left = margin + logo.width() + gap;
    const int beside = width - left - margin - keys - m_look.px(5);
    const bool isOneRow = m_look.theme().step() == 0 && beside >= m_look.px(70);
    const int room = isOneRow ? beside : width - left - margin;
    const int site = m_site->heightForWidth(room);
    const int line = m_line->heightForWidth(room);
    const int first = std::max({site + line, logo.height(), isOneRow ? high : 0});
    Plan plan;
    plan.logo = QRect(QPoint(margin, edge + (first - logo.height()) / 2), logo);
    plan.site = QRect(left, edge + (first - site - line) / 2, room, site);
    plan.line = QRect(left, plan.site.bottom() + 1, room, line);
    plan.height = edge + first + edge + (isOneRow ? 0 : high + edge);
    const int stretch = isOneRow ? 0 : (width - 2 * margin - keys) / std::max(1, static_cast<int>(widths.size()));
    int x = isOneRow ? width - margin - keys : margin;
    for (const int wide : widths)
    {
        plan.keys.emplace_back(x, isOneRow ? edge + (first - high) / 2 : edge + first + edge, wide + stretch, high);
        x += wide + stretch + gap;
    }
    return plan;
}

int Bar::heightForWidth(int width) const
{
    return plan(width).height;
}

QSize Bar::sizeHint() const
{
    const int width = m_look.px(268);
    return {width, plan(width).height};
}

void Bar::resizeEvent(QResizeEvent*)
{
    const Plan all = plan(width());
    m_logo->setGeometry(all.logo);
    m_site->setGeometry(all.site);
    m_line->setGeometry(all.line);
    std::size_t next = 0;
    for (widgets::Button* key : m_keys)
        if (!key->isHidden())
            key->setGeometry(all.keys[next++]);
}

void Bar::refresh()
{
    const bool isChinese = m_look.language() == i18n::Language::Chinese;
    m_language->setSign(isChinese ? QStringLiteral("EN") : QStringLiteral("中"));
    updateGeometry();
    resizeEvent(nullptr);
    update();
}

void Bar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const theme::Colours& colours = m_look.theme().colours();
    painter.fillRect(rect(), colours.card);
    const int line = std::max(1, m_look.px(0.4));
    painter.fillRect(QRect(0, height() - line, width(), line), colours.line);
}

} // namespace banshi::ui::pages

// SPDX-License-Identifier: GPL-3.0-or-later
#include "foot_bar.h"

#include "page.h"

#include <QPainter>
#include <algorithm>

namespace banshi::ui::pages
{

namespace
{

constexpr std::size_t kBack = 0;
constexpr std::size_t kNext = 2;
constexpr std::size_t kFinish = 4;
constexpr double kEdge = 6.5;

} // namespace

FootBar::FootBar(const widgets::Look& look, QWidget* parent) : QWidget(parent), m_look(look)
{
    using widgets::ButtonKind;
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    const std::array<std::pair<QString, ButtonKind>, kKeys> keys{{{QStringLiteral("foot.back"), ButtonKind::Quiet},
                                                                  {QStringLiteral("foot.other"), ButtonKind::Second},
                                                                  {QStringLiteral("foot.next"), ButtonKind::Main},
                                                                  {QStringLiteral("foot.extra"), ButtonKind::Second},
                                                                  {QStringLiteral("foot.finish"), ButtonKind::Quiet}}};
    for (std::size_t i = 0; i < kKeys; ++i)
    {
        m_keys[i] = new widgets::Button(look, keys[i].second, keys[i].first, this);
        m_keys[i]->setLeastHeight(theme::length::kMainButton);
        m_keys[i]->hide();
        connect(m_keys[i], &widgets::Button::clicked, this, [this, name = keys[i].first] { Q_EMIT keyTouched(name); });
    }
    connect(&look, &widgets::Look::changed, this, [this] { refresh(); });
}

void FootBar::setFoot(const Foot& foot)
{
    const std::array<const std::optional<FootKey>*, kKeys> keys{&foot.back, &foot.other, &foot.next, &foot.extra,
                                                                &foot.finish};
    for (std::size_t i = 0; i < kKeys; ++i)
    {
        m_keys[i]->setVisible(keys[i]->has_value());
        if (!*keys[i])
            continue;
        const i18n::Text& label = (*keys[i])->label;
        m_keys[i]->setLabel(i == kBack ? word(u"foot.backLabel", {{QStringLiteral("label"), label}}) : label);
        m_keys[i]->setEnabled((*keys[i])->enabled);
    }
    const auto shown = std::count_if(keys.begin(), keys.end(), [](const auto* key) { return key->has_value(); });
    m_keys[kFinish]->setKind(shown == 1 ? widgets::ButtonKind::Main : widgets::ButtonKind::Quiet);
    refresh();
}

std::array<int, FootBar::kKeys> FootBar::widths(int room) const
{
    std::array<int, kKeys> natural{};
    std::array<int, kKeys> least{};
    int total = 0;
    int shown = 0;
    for (std::size_t i = 0; i < kKeys; ++i)
    {
        if (m_keys[i]->isHidden())
            continue;
        natural[i] = std::max(m_keys[i]->sizeHint().width(), m_look.px(30));
        least[i] = std::max(m_keys[i]->minimumSizeHint().width(), m_look.px(30));
        total += natural[i];
        ++shown;
    }
    const int free = room - (shown - 1) * m_look.px(theme::length::kGap);
    if (total <= free)
    {
        if (!m_keys[kNext]->isHidden())
            natural[kNext] += free - total;
        else if (shown == 1 && !m_keys[kFinish]->isHidden())
            natural[kFinish] += free - total;
        else if (m_keys[kBack]->isHidden() && m_keys[kFinish]->isHidden())
            for (std::size_t i = 0; i < kKeys; ++i)
                natural[i] += natural[i] > 0 ? (free - total) / shown : 0;
        return natural;
    }
    double low = 0;
    double high = 1;
    constexpr int kRounds = 20;
    const auto scaled = [&](double part) {
        std::array<int, kKeys> result{};
        for (std::size_t i = 0; i < kKeys; ++i)
            result[i] = std::max(least[i], static_cast<int>(natural[i] * part));
        return result;
    };
    for (int round = 0; round < kRounds; ++round)
    {
        const double middle = (low + high) / 2;
        int sum = 0;
        for (const int width : scaled(middle))
            sum += width;
        (sum > free ? high : low) = middle;
    }
    return scaled(low);
}

int FootBar::heightForWidth(int width) const
{
    const std::array<int, kKeys> all = widths(width - 2 * m_look.px(theme::length::kMargin));
    int high = 0;
    for (std::size_t i = 0; i < kKeys; ++i)
        if (!m_keys[i]->isHidden())
            high = std::max(high, m_keys[i]->heightForWidth(all[i]));
    return high == 0 ? 0 : high + 2 * m_look.px(kEdge);
}

QSize FootBar::sizeHint() const
{
    const int width = m_look.px(268);
    return {width, heightForWidth(width)};
}

void FootBar::resizeEvent(QResizeEvent*)
{
    const int margin = m_look.px(theme::length::kMargin);
    const int edge = m_look.px(kEdge);
    const std::array<int, kKeys> all = widths(width() - 2 * margin);
    int left = margin;
    for (std::size_t i = 0; i < kKeys; ++i)
    {
        if (m_keys[i]->isHidden())
            continue;
        const bool isLast = i == kKeys - 1;
        m_keys[i]->setGeometry(isLast ? width() - margin - all[i] : left, edge, all[i], height() - 2 * edge);
        left += all[i] + m_look.px(theme::length::kGap);
    }
}

void FootBar::refresh()
{
    updateGeometry();
    resizeEvent(nullptr);
    update();
}

void FootBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const theme::Colours& colours = m_look.theme().colours();
    painter.fillRect(rect(), colours.card);
    painter.fillRect(QRect(0, 0, width(), std::max(1, m_look.px(0.4))), colours.line);
}

} // namespace banshi::ui::pages

// SPDX-License-Identifier: GPL-3.0-or-later
#include "task_pages.h"

#include "banshi/ui/i18n/format.h"
#include "banshi/ui/widgets/card.h"

namespace banshi::ui::pages
{

std::optional<widgets::Motif> motifOf(Picture picture)
{
    switch (picture)
    {
    case Picture::None:
        return {};
    case Picture::Paper:
        return widgets::Motif::Paper;
    case Picture::Slip:
        return widgets::Motif::Slip;
    case Picture::Send:
        return widgets::Motif::Send;
    case Picture::Card:
        return widgets::Motif::CardOnReader;
    }
    return {};
}

SummaryPage::SummaryPage(const PageTools& tools, QWidget* parent) : Page(tools, QStringLiteral("summary"), parent) {}

void SummaryPage::setContents(const SummaryContents& contents)
{
    sheets().clear();
    addTitle(orElse(contents.title, word(u"summary.title")));
    addWords(contents.lead);
    for (std::size_t i = 0; i < contents.rows.size(); ++i)
    {
        const SummaryRow& row = contents.rows[i];
        widgets::PairRow* pair = addPair({row.label, row.value}, i > 0);
        pair->setNote(row.source);
        if (!row.editable)
            continue;
        const QString name = QStringLiteral("edit.") + row.id;
        connect(pair->addButton(name, word(u"summary.edit")), &widgets::Button::clicked, this,
                [this, name] { tap(name); });
    }
    if (contents.notice)
        addNotice(*contents.notice);
    sheets().settle();
}

PayPage::PayPage(const PageTools& tools, QWidget* parent) : Page(tools, QStringLiteral("pay"), parent) {}

void PayPage::setContents(const PayContents& contents)
{
    PayContents now = contents;
    now.secondsLeft = m_contents.secondsLeft;
    now.state = m_contents.state;
    if (!(now == m_contents) || m_qr == nullptr)
        build(contents);
    m_contents = contents;
    const bool isChecking = contents.state == PayState::Checking;
    m_qr->setCovered(isChecking);
    const i18n::Text left =
        word(u"pay.waiting", {{QStringLiteral("time"), i18n::duration(std::chrono::seconds(contents.secondsLeft))}});
    m_notice->setNotice({.tone = theme::Tone::Wait,
                         .title = isChecking ? word(u"pay.checking") : left,
                         .body = orElse(contents.promise, word(u"pay.promise"))});
    sheets().settle();
}

void PayPage::build(const PayContents& contents)
{
    sheets().clear();
    addTitle(word(u"pay.title", {{QStringLiteral("amount"), i18n::money(contents.totalFen)}}));
    addWords(contents.subtitle);
    auto* card = new widgets::Card(look());
    m_qr = new widgets::QrView(look(), 96, card);
    m_qr->setObjectName(QStringLiteral("pay.code"));
    m_qr->setText(contents.qrText);
    auto* channels = new widgets::Label(look(), theme::Role::Body, card);
    channels->setInk(widgets::Ink::Secondary);
    channels->setAlignment(Qt::AlignCenter);
    channels->setText(orElse(contents.channels, word(u"pay.channels")));
    card->content()->addWidget(m_qr, 0, Qt::AlignHCenter);
    card->content()->addWidget(channels);
    sheets().add(card);
    m_notice = addNotice({});
    for (std::size_t i = 0; i < contents.lines.size(); ++i)
        addPair({contents.lines[i].name, i18n::money(contents.lines[i].fen)}, i > 0);
    addPair({word(u"pay.total"), i18n::money(contents.totalFen)}, !contents.lines.empty())->setLarge(true);
}

ProgressPage::ProgressPage(const PageTools& tools, QWidget* parent) : Page(tools, QStringLiteral("progress"), parent)
{
    sheets().setCentred(true);
}

void ProgressPage::setContents(const ProgressContents& contents)
{
    const bool isSameShape = m_title != nullptr && contents.picture == m_contents.picture &&
                             contents.stages == m_contents.stages &&
                             contents.fraction.has_value() == m_contents.fraction.has_value();
    if (!isSameShape)
        build(contents);
    m_contents = contents;
    m_title->setText(contents.title);
    m_body->setText(contents.body);
    m_figure->setText(contents.figure);
    if (m_bar != nullptr)
        m_bar->setFraction(contents.fraction.value_or(0));
    sheets().settle();
}

void ProgressPage::build(const ProgressContents& contents)
{
    sheets().clear();
    m_bar = nullptr;
    m_title = addTitle({}, Qt::AlignHCenter);
    m_body = addWords({}, Qt::AlignHCenter, 4);
    if (const std::optional<widgets::Motif> motif = motifOf(contents.picture))
        sheets().add(new widgets::Drawing(look(), *motif), {.gap = 10, .grows = true, .mostGrowth = 90, .spare = true});
    if (contents.fraction)
    {
        m_bar = new widgets::ProgressBar(look());
        m_bar->setObjectName(QStringLiteral("progress.bar"));
        sheets().add(m_bar, {.gap = 10});
    }
    m_figure = new widgets::Label(look(), theme::Role::Heading);
    m_figure->setWeight(QFont::Bold);
    m_figure->setAlignment(Qt::AlignCenter);
    sheets().add(m_figure, {.gap = 4});
    addStages(contents.stages);
}

} // namespace banshi::ui::pages

// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_pages.h"

#include "banshi/ui/widgets/button_grid.h"
#include "banshi/ui/widgets/card.h"
#include "banshi/ui/widgets/drawing.h"
#include "banshi/ui/widgets/qr_view.h"
#include "task_pages.h"

namespace banshi::ui::pages
{

namespace
{

constexpr int kBestGrade = 5;

} // namespace

DonePage::DonePage(const PageTools& tools, QWidget* parent) : Page(tools, QStringLiteral("done"), parent) {}

void DonePage::setContents(const DoneContents& contents)
{
    DoneContents now = contents;
    if (now.rating && m_contents.rating)
        now.rating = m_contents.rating;
    if (!m_isBuilt || !(now == m_contents))
        build(contents);
    m_contents = contents;
    for (std::size_t i = 0; i < m_grades.size(); ++i)
        m_grades[i]->setSelected(contents.rating && contents.rating->chosen == kBestGrade - static_cast<int>(i));
    sheets().settle();
}

void DonePage::build(const DoneContents& contents)
{
    m_isBuilt = true;
    sheets().clear();
    m_grades.clear();
    addNotice({.tone = contents.tone, .title = contents.title, .body = contents.where})->setLarge(true);
    if (contents.reminder)
        addNotice(*contents.reminder);
    if (const std::optional<widgets::Motif> motif = motifOf(contents.picture))
        sheets().add(new widgets::Drawing(look(), *motif), {.grows = true, .mostGrowth = 80, .spare = true});
    addPickUpCode(contents);
    for (std::size_t i = 0; i < contents.rows.size(); ++i)
        addPair(contents.rows[i], i > 0);
    auto* card = new widgets::Card(look());
    auto* title = new widgets::Label(look(), theme::Role::Body, card);
    title->setWeight(QFont::Bold);
    title->setText(word(u"done.erasedTitle"));
    auto* body = new widgets::Label(look(), theme::Role::Body, card);
    body->setInk(widgets::Ink::Secondary);
    body->setText(orElse(contents.kept, word(u"done.erasedBody")));
    card->content()->addWidget(title);
    card->content()->addWidget(body);
    sheets().add(card);
    if (contents.rating)
        addRating();
}

void DonePage::addPickUpCode(const DoneContents& contents)
{
    if (contents.qrText.isEmpty())
        return;
    auto* card = new widgets::Card(look());
    auto* code = new widgets::QrView(look(), 70, card);
    code->setText(contents.qrText);
    code->setObjectName(QStringLiteral("done.code"));
    auto* caption = new widgets::Label(look(), theme::Role::Body, card);
    caption->setAlignment(Qt::AlignCenter);
    caption->setText(contents.qrCaption);
    card->content()->addWidget(code, 0, Qt::AlignHCenter);
    card->content()->addWidget(caption);
    sheets().add(card);
}

void DonePage::addRating()
{
    addHeading(word(u"rating.title"));
    auto* grid = new widgets::ButtonGrid(look(), kBestGrade);
    for (int grade = kBestGrade; grade >= 1; --grade)
    {
        const QString name = QStringLiteral("rating.%1").arg(grade);
        auto* button = new widgets::Button(look(), widgets::ButtonKind::Second, name);
        button->setRole(theme::Role::Body);
        button->setPadding(3);
        button->setLabel(word(name));
        connect(button, &widgets::Button::clicked, this, [this, name, grade] { tap(name, QString::number(grade)); });
        grid->add(button);
        m_grades.push_back(button);
    }
    sheets().add(grid, {.gap = 3});
}

MessagePage::MessagePage(const PageTools& tools, QWidget* parent) : Page(tools, QStringLiteral("message"), parent)
{
    sheets().setCentred(true);
}

void MessagePage::setContents(const MessageContents& contents)
{
    sheets().clear();
    addNotice({.tone = contents.tone, .title = contents.happened, .body = contents.meaning})->setLarge(true);
    for (std::size_t i = 0; i < contents.rows.size(); ++i)
        addPair(contents.rows[i], i > 0);
    if (!contents.advice.isEmpty())
    {
        auto* card = new widgets::Card(look());
        auto* title = new widgets::Label(look(), theme::Role::Body, card);
        title->setWeight(QFont::Bold);
        title->setText(word(u"message.advice"));
        auto* body = new widgets::Label(look(), theme::Role::Body, card);
        body->setText(contents.advice);
        card->content()->addWidget(title);
        card->content()->addWidget(body);
        sheets().add(card);
    }
    for (const PageKey& key : contents.keys)
        addButton(key.main ? widgets::ButtonKind::Main : widgets::ButtonKind::Second,
                  QStringLiteral("message.") + key.action, key.label);
    if (!contents.code.isEmpty())
    {
        auto* code = new widgets::Label(look(), theme::Role::Caption);
        code->setInk(widgets::Ink::Secondary);
        code->setText(word(u"message.code", {{QStringLiteral("code"), i18n::Text::plain(contents.code)}}));
        sheets().add(code);
    }
    sheets().settle();
}

RecoveryPage::RecoveryPage(const PageTools& tools, QWidget* parent) : Page(tools, QStringLiteral("recovery"), parent)
{
    sheets().setCentred(true);
}

void RecoveryPage::setContents(const RecoveryContents& contents)
{
    sheets().clear();
    addTitle(word(u"recovery.title"), Qt::AlignHCenter);
    addWords(word(u"recovery.body"), Qt::AlignHCenter, 4);
    addStages(contents.stages);
    sheets().settle();
}

OutOfServicePage::OutOfServicePage(const PageTools& tools, QWidget* parent)
    : Page(tools, QStringLiteral("outOfService"), parent)
{
    sheets().setCentred(true);
}

void OutOfServicePage::setContents(const OutOfServiceContents& contents)
{
    sheets().clear();
    addNotice({.tone = theme::Tone::Wait,
               .title = orElse(contents.title, word(u"outOfService.title")),
               .body = contents.why,
               .sign = QStringLiteral("!")})
        ->setLarge(true);
    bool isJoined = false;
    for (const auto& [label, value] : {std::pair(word(u"outOfService.since"), contents.since),
                                       {word(u"outOfService.until"), contents.until},
                                       {word(u"outOfService.where"), contents.where},
                                       {word(u"outOfService.hotline"), i18n::Text::plain(contents.hotline)}})
    {
        if (value.isEmpty())
            continue;
        addPair({label, value}, isJoined);
        isJoined = true;
    }
    sheets().settle();
}

} // namespace banshi::ui::pages

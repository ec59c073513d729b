// SPDX-License-Identifier: GPL-3.0-or-later
#include "identity_pages.h"

#include "banshi/ui/widgets/card.h"

namespace banshi::ui::pages
{

namespace
{

i18n::Text titleFor(CardState state)
{
    switch (state)
    {
    case CardState::Waiting:
        return word(u"card.waiting.title");
    case CardState::Reading:
        return word(u"card.reading.title");
    case CardState::Remove:
        return word(u"card.remove.title");
    }
    return {};
}

i18n::Text bodyFor(CardState state)
{
    switch (state)
    {
    case CardState::Waiting:
        return word(u"card.waiting.body");
    case CardState::Reading:
        return word(u"card.reading.body");
    case CardState::Remove:
        return word(u"card.remove.body");
    }
    return {};
}

i18n::Text titleFor(Movement movement)
{
    switch (movement)
    {
    case Movement::Still:
        return word(u"face.still");
    case Movement::Left:
        return word(u"face.turnLeft");
    case Movement::Right:
        return word(u"face.turnRight");
    case Movement::Up:
        return word(u"face.up");
    case Movement::Down:
        return word(u"face.down");
    case Movement::Closer:
        return word(u"face.closer");
    case Movement::Back:
        return word(u"face.back");
    case Movement::Blink:
        return word(u"face.blink");
    case Movement::OpenMouth:
        return word(u"face.openMouth");
    case Movement::Nod:
        return word(u"face.nod");
    }
    return {};
}

std::optional<double> arrowFor(Movement movement)
{
    switch (movement)
    {
    case Movement::Left:
        return 180;
    case Movement::Right:
        return 0;
    case Movement::Up:
        return 90;
    case Movement::Down:
    case Movement::Nod:
        return 270;
    case Movement::Still:
    case Movement::Closer:
    case Movement::Back:
    case Movement::Blink:
    case Movement::OpenMouth:
        return {};
    }
    return {};
}

} // namespace

std::vector<i18n::Text> prompts(const FaceContents& contents)
{
    if (!contents.correction.isEmpty())
        return {contents.correction};
    std::vector<i18n::Text> said{orElse(contents.title, titleFor(contents.movement))};
    if (contents.notice)
        for (const i18n::Text& text : {contents.notice->title, contents.notice->body})
            if (!text.isEmpty())
                said.push_back(text);
    return said;
}

ConsentPage::ConsentPage(const PageTools& tools, QWidget* parent) : Page(tools, QStringLiteral("consent"), parent) {}

void ConsentPage::setContents(const ConsentContents& contents)
{
    sheets().clear();
    addTitle(orElse(contents.title, word(u"consent.title")));
    addWords(contents.lead);
    for (const ConsentRow& row : contents.rows)
        addRow(row);
    if (!contents.note.isEmpty())
        addNotice({.tone = theme::Tone::Plain, .title = word(u"consent.declineTitle"), .body = contents.note});
    sheets().settle();
}

void ConsentPage::addRow(const ConsentRow& row)
{
    auto* card = new widgets::Card(look());
    auto* what = new widgets::Label(look(), theme::Role::Heading, card);
    what->setWeight(QFont::Bold);
    what->setText(row.what);
    card->content()->addWidget(what);
    for (const auto& [key, value] : {std::pair(u"consent.why", row.why), {u"consent.kept", row.kept}})
    {
        auto* line = new widgets::Label(look(), theme::Role::Body, card);
        line->setInk(widgets::Ink::Secondary);
        line->setText(word(key, {{QStringLiteral("text"), value}}));
        card->content()->addWidget(line);
    }
    sheets().add(card, {.counts = true});
}

CardPage::CardPage(const PageTools& tools, QWidget* parent) : Page(tools, QStringLiteral("card"), parent)
{
    m_title = addTitle({}, Qt::AlignHCenter);
    m_body = addWords({}, Qt::AlignHCenter, 4);
    m_drawing = new widgets::Drawing(look(), widgets::Motif::CardOnReader);
    sheets().add(m_drawing, {.gap = 12, .grows = true, .mostGrowth = 110});
    sheets().setCentred(true);
    m_notice = addNotice({});
}

void CardPage::setContents(const CardContents& contents)
{
    m_title->setText(orElse(contents.title, titleFor(contents.state)));
    m_body->setText(orElse(contents.body, bodyFor(contents.state)));
    m_drawing->setMotif(contents.state == CardState::Remove ? widgets::Motif::CardAway : widgets::Motif::CardOnReader);
    m_notice->setNotice(contents.notice.value_or(widgets::Notice{}));
    sheets().settle();
}

FacePage::FacePage(const PageTools& tools, QWidget* parent) : Page(tools, QStringLiteral("face"), parent)
{
    m_title = addTitle({}, Qt::AlignHCenter);
    addWords(word(u"face.privacy"), Qt::AlignHCenter, 3);
    m_view = new widgets::CameraView(look(), widgets::Guide::Oval);
    m_view->setObjectName(QStringLiteral("face.camera"));
    sheets().add(m_view, {.grows = true, .mostGrowth = 125});
    m_notice = addNotice({});
}

void FacePage::setContents(const FaceContents& contents)
{
    m_title->setText(orElse(contents.title, titleFor(contents.movement)));
    m_view->setProgress(contents.progress);
    m_view->setArrow(arrowFor(contents.movement));
    m_view->setCorrection(contents.correction);
    m_view->setMark(contents.demonstration ? word(u"face.demonstration") : i18n::Text());
    m_notice->setNotice(contents.notice.value_or(widgets::Notice{}));
    sheets().settle();
}

} // namespace banshi::ui::pages

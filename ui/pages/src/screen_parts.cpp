// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen_parts.h"

#include <QPainter>

namespace banshi::ui::pages
{

MaintenanceStrip::MaintenanceStrip(const widgets::Look& look, QWidget* parent) : QWidget(parent), m_look(look)
{
    connect(&look, &widgets::Look::changed, this, qOverload<>(&QWidget::update));
}

void MaintenanceStrip::setText(const i18n::Text& text)
{
    m_text = text;
    update();
}

widgets::Paragraph MaintenanceStrip::words() const
{
    return widgets::Paragraph(m_look.theme(), theme::Role::Body, QFont::Bold, m_look.words(m_text));
}

QRect MaintenanceStrip::room() const
{
    const int margin = m_look.px(theme::length::kMargin);
    return rect().adjusted(margin, 0, -margin, 0);
}

QSize MaintenanceStrip::sizeHint() const
{
    const int wide = m_look.px(268);
    return {wide, words().heightFor(wide - 2 * m_look.px(theme::length::kMargin)) + 2 * m_look.px(3)};
}

std::vector<widgets::TextSpot> MaintenanceStrip::spots() const
{
    return {widgets::spotOf(words(), room(), m_look.theme().colours().paper)};
}

void MaintenanceStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const theme::Colours& colours = m_look.theme().colours();
    painter.fillRect(rect(), colours.ink);
    words().paint(painter, room(), Qt::AlignLeft | Qt::AlignVCenter, colours.paper);
}

Screen::Parts::Parts(Screen& owner, widgets::Look& ownLook, const base::Clock& clock)
    : screen(owner), look(ownLook), m_bar(new Bar(ownLook, clock, &owner)),
      m_strip(new MaintenanceStrip(ownLook, &owner)), m_steps(new widgets::StepsBar(ownLook, &owner)),
      m_foot(new FootBar(ownLook, &owner))
{
    m_strip->hide();
    m_steps->hide();
    connect(m_bar, &Bar::keyTouched, this, [this](const QString& name) { onKey(name); });
    connect(m_bar, &Bar::gestureMade, this, [this] { onKey(QStringLiteral("bar.maintenance")); });
    connect(m_foot, &FootBar::keyTouched, this, [this](const QString& name) { onKey(name); });
    connect(&look, &widgets::Look::changed, this, [this] {
        place();
        screen.update();
    });
}

keyboard::Pinyin* Screen::Parts::pinyinEngine()
{
    if (!m_hasAskedForPinyin)
        m_pinyin = keyboard::Pinyin::open();
    m_hasAskedForPinyin = true;
    return m_pinyin.get();
}

void Screen::Parts::onKey(const QString& name)
{
    if (name == u"bar.language")
        toggleLanguage();
    else if (name == u"bar.size")
        growText();
    else
        Q_EMIT screen.tapped({name, name == u"foot.next" && page ? page->entry() : QString()});
}

void Screen::Parts::toggleLanguage()
{
    const bool isChinese = look.language() == i18n::Language::Chinese;
    look.setLanguage(isChinese ? i18n::Language::English : i18n::Language::Chinese);
    Q_EMIT screen.tapped({QStringLiteral("bar.language"), isChinese ? QStringLiteral("en") : QStringLiteral("zh")});
}

void Screen::Parts::growText()
{
    const int step = (look.theme().step() + 1) % theme::kSteps;
    look.setStep(step);
    Q_EMIT screen.tapped({QStringLiteral("bar.size"), QString::number(step)});
}

void Screen::Parts::showFrame(const FrameContents& contents)
{
    if (contents == m_frame)
        return;
    m_frame = contents;
    m_bar->setContents(contents);
    m_strip->setText(contents.maintenance);
    m_strip->setVisible(!contents.maintenance.isEmpty());
    m_steps->setSteps(contents.steps, contents.step);
    m_steps->setVisible(!contents.steps.empty());
    m_foot->setFoot(contents.foot);
    if (!contents.layer)
    {
        if (m_layer != nullptr)
        {
            m_layer->hide();
            m_layer->deleteLater();
            m_layer = nullptr;
        }
    }
    else
    {
        if (m_layer == nullptr)
        {
            m_layer = new LayerView(look, &screen);
            connect(m_layer, &LayerView::keyTouched, this, [this](const QString& name) { onKey(name); });
        }
        m_layer->setGeometry(screen.rect());
        m_layer->setLayer(*contents.layer);
        m_layer->show();
        m_layer->raise();
    }
    place();
}

void Screen::Parts::showPage(const PageContents& contents)
{
    if (shown && *shown == contents)
    {
        m_pending.reset();
        return;
    }
    const bool isSamePage = page && shown && shown->index() == contents.index();
    if (isSamePage && m_isPressed)
    {
        m_pending = contents;
        return;
    }
    m_pending.reset();
    shown = contents;
    if (isSamePage)
    {
        setPageContents(*page, contents);
        return;
    }
    if (page)
    {
        page->clearEntry();
        page->hide();
        page->setObjectName(QString());
        page->deleteLater();
    }
    page = makePage(contents, {look, [this] { return pinyinEngine(); }}, &screen);
    connect(page, &Page::tapped, &screen, &Screen::tapped);
    place();
    page->show();
    if (m_layer != nullptr)
        m_layer->raise();
}

void Screen::Parts::setPressed(bool pressed)
{
    m_isPressed = pressed;
    if (pressed || !m_pending)
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_pending)
                showPage(PageContents(*m_pending));
        },
        Qt::QueuedConnection);
}

void Screen::Parts::place()
{
    const int wide = screen.width();
    int top = m_bar->heightForWidth(wide);
    m_bar->setGeometry(0, 0, wide, top);
    if (!m_strip->isHidden())
    {
        const int high = m_strip->sizeHint().height();
        m_strip->setGeometry(0, top, wide, high);
        top += high;
    }
    if (!m_steps->isHidden())
    {
        const int margin = look.px(theme::length::kMargin);
        const int high = m_steps->sizeHint().height();
        m_steps->setGeometry(margin, top + look.px(5), wide - 2 * margin, high);
        top += look.px(5) + high;
    }
    const int foot = m_foot->heightForWidth(wide);
    m_foot->setGeometry(0, screen.height() - foot, wide, foot);
    if (page)
        page->setGeometry(0, top, wide, screen.height() - foot - top);
    if (m_layer != nullptr)
        m_layer->setGeometry(screen.rect());
}

} // namespace banshi::ui::pages

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/pages/screen.h"

#include "screen_parts.h"

#include <QCoreApplication>
#include <QEvent>
#include <QMouseEvent>
#include <QPainter>

namespace banshi::ui::pages
{

Screen::Screen(widgets::Look& look, const base::Clock& clock, QWidget* parent)
    : QWidget(parent), m_parts(std::make_unique<Parts>(*this, look, clock))
{
    setObjectName(QStringLiteral("screen"));
    QCoreApplication::instance()->installEventFilter(this);
}

Screen::~Screen()
{
    // Keyboards on the pages use the pinyin engine that the parts own.
    qDeleteAll(findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
}

void Screen::present(const PageContents& page, const FrameContents& frame)
{
    m_parts->showFrame(frame);
    m_parts->showPage(page);
}

void Screen::presentFrame(const FrameContents& frame)
{
    m_parts->showFrame(frame);
}

void Screen::setCameraFrame(const widgets::FrameView& frame)
{
    if (m_parts->page)
        m_parts->page->setCameraFrame(frame);
}

QString Screen::currentPage() const
{
    return m_parts->shown ? pageName(*m_parts->shown) : QString();
}

bool Screen::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    const bool isPress = type == QEvent::MouseButtonPress;
    const bool isEnd =
        type == QEvent::MouseButtonRelease || type == QEvent::TouchCancel || type == QEvent::WindowDeactivate;
    if (!isPress && !isEnd)
        return false;
    const auto* widget = qobject_cast<const QWidget*>(watched);
    if (widget == nullptr || widget->window() != window())
        return false;
    m_parts->setPressed(isPress);
    // One press visits every widget that ignores it, with the same time stamp.
    if (isPress)
    {
        const quint64 at = static_cast<QMouseEvent*>(event)->timestamp();
        if (std::exchange(m_lastPress, at) != at || at == 0)
            Q_EMIT touched();
    }
    return false;
}

void Screen::resizeEvent(QResizeEvent*)
{
    m_parts->look.setPixels(size());
    m_parts->place();
}

void Screen::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_parts->look.theme().colours().paper);
}

} // namespace banshi::ui::pages

// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch_window.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>

namespace banshi::face
{

namespace
{

constexpr int kColumn = 360;    // pixels for the gates, at the right of the picture
constexpr int kLineHeight = 28; // pixels
constexpr int kMargin = 12;     // pixels
const QColor kGood(0x3f, 0xc1, 0x6b);
const QColor kBad(0xff, 0x6b, 0x5e);

QString number(double value, int decimals)
{
    return QString::number(value, 'f', decimals);
}

GateLine atLeast(const char* name, double value, double least, int decimals)
{
    return {QString::fromLatin1(name),
            QStringLiteral("%1 (≥ %2)").arg(number(value, decimals), number(least, decimals)), value >= least};
}

/// Whether a value, either way from zero, stays within its limit.
GateLine within(const char* name, double value, double most, int decimals)
{
    return {QString::fromLatin1(name), QStringLiteral("%1 (≤ %2)").arg(number(value, decimals), number(most, decimals)),
            std::abs(value) <= most};
}

} // namespace

std::vector<GateLine> gateLines(const Quality& quality, const QualityLimits& limits)
{
    std::vector<GateLine> lines{
        {QStringLiteral("faces"), QStringLiteral("%1 (1)").arg(quality.faces), quality.faces == 1}};
    if (quality.eyeDistance <= 0)
    {
        lines.push_back({QStringLiteral("light of the frame"), number(quality.frameBrightness, 0), true});
        return lines;
    }
    const double uneven = std::max(quality.sides, 1 / std::max(0.01, quality.sides));
    const bool isLit = quality.brightness >= limits.darkest && quality.brightness <= limits.brightest;
    const bool isBare = quality.lowerRed >= limits.leastLowerRed || quality.lostRed <= limits.mostLostRed;
    lines.push_back(atLeast("eye distance, px", quality.eyeDistance, limits.leastEyeDistance, 0));
    lines.push_back(within("eye distance / width", quality.eyeDistanceShare, limits.mostEyeDistanceShare, 2));
    lines.push_back({QStringLiteral("light of the face"),
                     QStringLiteral("%1 (%2 to %3)")
                         .arg(number(quality.brightness, 0), number(limits.darkest, 0), number(limits.brightest, 0)),
                     isLit});
    lines.push_back(within("glare on glasses", quality.glare, limits.mostGlare, 2));
    lines.push_back(within("black or white", quality.clipped, limits.mostClipped, 2));
    lines.push_back(within("brighter half", uneven, limits.mostUneven, 2));
    lines.push_back({QStringLiteral("mouth and chin bare"),
                     QStringLiteral("Cr %1, -%2").arg(number(quality.lowerRed, 0), number(quality.lostRed, 1)),
                     isBare});
    lines.push_back(within("turn", quality.turn, limits.mostTurn, 2));
    lines.push_back(within("roll, degrees", quality.roll, limits.mostRoll, 0));
    lines.push_back(atLeast("detector's margin", quality.score, limits.leastScore, 2));
    lines.push_back(atLeast("eyes open", quality.eyes, limits.leastEyes, 2));
    lines.push_back(within("mouth open", quality.mouth, limits.mostMouth, 2));
    lines.push_back(within("motion", quality.motion, limits.mostMotion, 2));
    lines.push_back(atLeast("sharpness", quality.sharpness, limits.leastSharpness, 0));
    return lines;
}

WatchWindow::WatchWindow()
{
    setWindowTitle(QStringLiteral("banshi-face watch"));
    resize(640 + kColumn, 480);
}

void WatchWindow::present(const cv::Mat& picture, const QString& advice, bool isGood, std::vector<GateLine> lines)
{
    // A copy: the next frame takes the place of this one's pixels before the window may paint again.
    m_picture =
        QImage(picture.data, picture.cols, picture.rows, static_cast<qsizetype>(picture.step[0]), QImage::Format_BGR888)
            .copy();
    m_advice = advice;
    m_isGood = isGood;
    m_lines = std::move(lines);
    if (m_isOpen)
        show();
    update();
    QCoreApplication::processEvents();
}

void WatchWindow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), QColor(0x1c, 0x1f, 0x24));
    const QRect place(0, 0, width() - kColumn, height());
    if (!m_picture.isNull())
    {
        QRect shown(QPoint(), m_picture.size().scaled(place.size(), Qt::KeepAspectRatio));
        shown.moveCenter(place.center());
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(shown, m_picture);
    }
    int row = 0;
    QFont font = painter.font();
    font.setBold(true);
    painter.setFont(font);
    paintLine(painter, row++, m_advice, {}, m_isGood);
    font.setBold(false);
    painter.setFont(font);
    for (const GateLine& line : m_lines)
        paintLine(painter, row++, line.name, line.value, line.isGood);
}

void WatchWindow::paintLine(QPainter& painter, int row, const QString& name, const QString& value, bool isGood) const
{
    const QRect line(width() - kColumn + kMargin, kMargin + row * kLineHeight, kColumn - 2 * kMargin, kLineHeight);
    painter.setPen(isGood ? kGood : kBad);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     (isGood ? QStringLiteral("✓ ") : QStringLiteral("✗ ")) + name);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, value);
}

void WatchWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_Q)
        close();
}

void WatchWindow::closeEvent(QCloseEvent* event)
{
    m_isOpen = false;
    QWidget::closeEvent(event);
}

} // namespace banshi::face

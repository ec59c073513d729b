// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/theme/theme.h"
#include "banshi/ui/widgets/paragraph.h"
#include "banshi/ui/widgets/readable.h"

#include <QRectF>

class QPainter;

namespace banshi::ui::widgets
{

/// A filled rounded rectangle with an optional border that lies inside `room`. Lengths in pixels.
void paintBox(QPainter& painter, const QRectF& room, double corner, const QColor& ground,
              const QColor& border = QColor(), double borderWidth = 0);

/// A round sign with one character or tick in it, e.g. in front of a notice.
void paintSign(QPainter& painter, const QRectF& room, const QString& sign, const theme::Theme& theme,
               const QColor& ground, const QColor& ink);

/// An arrow that fills `room` and points to `degrees` (0 right, 90 up).
void paintArrow(QPainter& painter, const QRectF& room, double degrees, const QColor& colour, double penWidth);

/// What the audit wants to know about `paragraph` painted in `room`.
[[nodiscard]] TextSpot spotOf(const Paragraph& paragraph, const QRect& room, const QColor& colour,
                              bool isDisabled = false);

/// One row's part of a card that may go on above and below: the corners that belong to it, and a rule under it.
struct Joins
{
    bool above = false;
    bool below = false;
};
/// The ground, corners and rule of such a row. Lengths in pixels.
void paintSegment(QPainter& painter, const QRect& room, const theme::Theme& theme, Joins joins, const QColor& ground);

/// Rows that can be parts of one card get told by Sheets what stands next to them.
/// Threads: the GUI thread.
class Joinable
{
public:
    virtual ~Joinable() = default;
    virtual void setJoins(Joins joins) = 0;
};

} // namespace banshi::ui::widgets

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRect>
#include <QString>
#include <vector>

namespace banshi::ui::widgets
{

/// A text as a widget paints it, for the layout audit and for reading aloud.
struct TextSpot
{
    QString words;
    QRect room;            ///< where it is painted, in the widget's coordinates
    int neededHeight = 0;  ///< height that the words need in the room's width
    int widestWord = 0;    ///< narrowest room in which no word is broken
    int capitalHeight = 0; ///< pixels
    QColor colour;
    bool isDisabled = false;
};

/// Every widget that paints text can tell which. Threads: GUI thread.
class Readable
{
public:
    virtual ~Readable() = default;
    /// The texts in reading order; none for what is not shown.
    [[nodiscard]] virtual std::vector<TextSpot> spots() const = 0;
};

} // namespace banshi::ui::widgets

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/theme/theme.h"

#include <QColor>
#include <QFont>
#include <QRect>
#include <QString>

class QPainter;

namespace banshi::ui::widgets
{

/// Words in one font, broken into lines: the one way in which text gets onto the screen. Never elides; breaks inside a
/// word only when the word alone is wider than the room. A last line of one or two characters is avoided by evening
/// the lines out. Threads: GUI thread.
class Paragraph
{
public:
    Paragraph(const theme::Theme& theme, theme::Role role, QFont::Weight weight, QString words);

    /// Width in one line, in pixels.
    [[nodiscard]] int naturalWidth() const;
    /// Width of the widest part that must not be broken.
    [[nodiscard]] int widestWord() const;
    [[nodiscard]] int lineCount(int width) const;
    [[nodiscard]] int heightFor(int width) const;
    /// Height of the capital letters in pixels.
    [[nodiscard]] int capitalHeight() const;
    [[nodiscard]] const QString& words() const { return m_words; }
    /// Lines are filled one after the other (text that is being typed) instead of being evened out.
    void setEvened(bool isEvened) { m_isEvened = isEvened; }
    /// Where the next character would stand in text that is neither evened nor centred: a line of no width.
    [[nodiscard]] QRect caret(const QRect& room) const;

    void paint(QPainter& painter, const QRect& room, Qt::Alignment alignment, const QColor& colour) const;

private:
    [[nodiscard]] int evenWidth(int width) const;

    QFont m_font;
    int m_lineHeight;
    QString m_words;
    bool m_isEvened = true;
};

} // namespace banshi::ui::widgets

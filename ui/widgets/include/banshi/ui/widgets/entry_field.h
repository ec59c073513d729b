// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/look.h"
#include "banshi/ui/widgets/paint.h"

#include <QWidget>

namespace banshi::ui::widgets
{

/// How an entry is shown.
enum class EntryShow
{
    Plain,  ///< as typed, in one or more lines
    Groups, ///< digits in groups
    Boxes,  ///< one box per digit
    Dots,   ///< one box per digit, filled or not
};

/// A field that the on-screen keyboards type into; it takes nothing from hardware keyboards, clipboard or drops and
/// keeps no history. Threads: GUI thread.
class EntryField : public QWidget, public Readable
{
    Q_OBJECT

public:
    EntryField(const Look& look, EntryShow show, QWidget* parent = nullptr);
    ~EntryField() override;

    void setPlaceholder(const i18n::Text& placeholder);
    /// Characters (code points); further ones are not taken.
    void setMaxLength(int characters);
    void setLines(int lines);
    /// So many boxes stand there at once, the others come one by one; 0 for all at once.
    void setLeastBoxes(int boxes);
    void setGroup(int digits);
    /// Replaces everything.
    void setEntry(const QString& entry);
    [[nodiscard]] const QString& entry() const { return m_entry; }
    /// True when it was taken whole.
    bool insert(const QString& text);
    /// Takes the last character away.
    void eraseLast();
    /// Overwrites and empties the entry.
    void clear();
    /// Letters that are still being turned into characters.
    void setComposing(const QString& letters);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] std::vector<TextSpot> spots() const override;

Q_SIGNALS:
    /// The field was touched (its keyboard may have been put away).
    void touched();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString shown() const;
    [[nodiscard]] Paragraph paragraph(const QString& words) const;
    [[nodiscard]] QRect textRoom() const;
    void paintBoxes(QPainter& painter) const;
    void paintWords(QPainter& painter) const;

    const Look& m_look;
    EntryShow m_show;
    i18n::Text m_placeholder;
    int m_maxLength = 60;
    int m_lines = 1;
    int m_leastBoxes = 0;
    int m_group = 0;
    QString m_entry;
    QString m_composing;
};

} // namespace banshi::ui::widgets

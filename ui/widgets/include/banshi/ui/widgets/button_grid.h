// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/look.h"

#include <QWidget>
#include <vector>

namespace banshi::ui::widgets
{

/// Widgets of one kind in equal columns: as many columns (up to `most`) as let every one of them keep its words in one
/// line, fewer when the text is larger. Threads: GUI thread.
class ButtonGrid : public QWidget
{
public:
    ButtonGrid(const Look& look, int most, QWidget* parent = nullptr);

    /// Takes the widget over.
    void add(QWidget* widget);
    /// Grids that shall have the same columns as this one; they must live as long.
    void setPeers(const std::vector<const ButtonGrid*>& peers);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] int widestNeed() const;
    [[nodiscard]] int columnsFor(int width) const;
    [[nodiscard]] int columnWidth(int width, int columns) const;
    [[nodiscard]] int rowHeight(std::size_t first, int columns, int width) const;
    void place();

    const Look& m_look;
    int m_most;
    std::vector<QWidget*> m_widgets;
    std::vector<const ButtonGrid*> m_peers;
};

} // namespace banshi::ui::widgets

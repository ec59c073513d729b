// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/button.h"
#include "banshi/ui/widgets/label.h"

#include <QWidget>
#include <vector>

namespace banshi::ui::widgets
{

/// How a block stands among its neighbours.
struct BlockRule
{
    double gap = theme::length::kGap; ///< mm above it
    bool joins = false;               ///< belongs to the card of the block before it
    bool withNext = false;            ///< never the last of a sheet (headings)
    bool grows = false;               ///< takes room that is left
    double mostGrowth = 400;          ///< mm that it may take
    bool counts = false;              ///< is one of the things that "more" counts
    bool pinned = false;              ///< stands on every sheet (the question above a long list)
    bool spare = false;               ///< left out when not everything fits on one sheet (drawings)
};

/// Blocks from top to bottom. What does not fit stands on further sheets, with a key that says how much more there
/// is; nothing scrolls. Taps of the keys stay inside: `sheet.less`, `sheet.more`. Threads: GUI thread.
class Sheets : public QWidget
{
    Q_OBJECT

public:
    explicit Sheets(const Look& look, QWidget* parent = nullptr);

    /// Takes the block over.
    void add(QWidget* block, const BlockRule& rule = {});
    /// Removes all blocks; they are deleted when control returns to the event loop.
    void clear();
    /// Blocks that fit on one sheet stand in the middle of the height.
    void setCentred(bool isCentred);
    void setSheet(int index);
    /// Measures again; to be called after a block's content changed.
    void settle();
    [[nodiscard]] int sheet() const { return m_sheet; }
    [[nodiscard]] int sheetCount() const { return static_cast<int>(m_starts.size()); }
    /// Height of all blocks on one sheet of this width.
    [[nodiscard]] int contentHeight(int width) const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Block
    {
        QWidget* widget;
        BlockRule rule;
        int height = 0;
    };
    [[nodiscard]] int heightOf(QWidget* block, int width) const;
    [[nodiscard]] int measure(bool hasSpare);
    void deal(int room);
    void place();
    void placeBlocks(int room);
    void placeKeys();
    [[nodiscard]] int countAfter(int sheet) const;

    const Look& m_look;
    std::vector<Block> m_blocks;
    std::vector<std::size_t> m_starts; // index of the first block of each sheet
    int m_sheet = 0;
    bool m_isCentred = false;
    Button* m_less;
    Button* m_more;
    Label* m_where;
};

} // namespace banshi::ui::widgets

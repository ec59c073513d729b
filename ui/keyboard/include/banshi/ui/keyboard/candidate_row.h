// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/button.h"

#include <QStringList>
#include <QWidget>
#include <vector>

namespace banshi::ui::keyboard
{

/// The characters that the letters may mean; as many as have room, with keys for more. Keys are `candidate.0`, … on
/// each row, `candidate.less` and `candidate.more`. Threads: GUI thread.
class CandidateRow : public QWidget
{
    Q_OBJECT

public:
    explicit CandidateRow(const widgets::Look& look, QWidget* parent = nullptr);

    void setCandidates(const QStringList& candidates);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Index into the list of candidates.
    void chosen(int candidate);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] int widthOf(const QString& candidate) const;
    void place();

    const widgets::Look& m_look;
    QStringList m_candidates;
    std::vector<qsizetype> m_rows; // first candidate of each row
    std::size_t m_row = 0;
    std::vector<widgets::Button*> m_buttons;
    widgets::Button* m_less;
    widgets::Button* m_more;
};

} // namespace banshi::ui::keyboard

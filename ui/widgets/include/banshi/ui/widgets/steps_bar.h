// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/look.h"
#include "banshi/ui/widgets/paint.h"

#include <QWidget>

namespace banshi::ui::widgets
{

/// Where I am: one bar and one word for each step. With large text only the running step keeps its word, beside its
/// number. Threads: GUI thread.
class StepsBar : public QWidget, public Readable
{
public:
    explicit StepsBar(const Look& look, QWidget* parent = nullptr);

    /// `current` as in FrameContents::step.
    void setSteps(const std::vector<i18n::Text>& steps, int current);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] std::vector<TextSpot> spots() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Word;
    [[nodiscard]] QRect columnOf(std::size_t index) const;
    [[nodiscard]] std::vector<Word> wordsShown() const;
    [[nodiscard]] Paragraph paragraph(std::size_t index) const;

    const Look& m_look;
    std::vector<i18n::Text> m_steps;
    int m_current = -1;
};

} // namespace banshi::ui::widgets

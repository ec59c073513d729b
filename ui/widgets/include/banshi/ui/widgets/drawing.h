// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/look.h"

#include <QWidget>

namespace banshi::ui::widgets
{

/// What a drawing shows: where to put or to take something.
enum class Motif
{
    CardOnReader, ///< put the card here
    CardAway,     ///< take the card away
    Paper,        ///< a sheet comes out
    Slip,         ///< a slip comes out
    Send,         ///< on its way to the office
};

/// A simple drawing in strokes. Threads: GUI thread.
class Drawing : public QWidget
{
public:
    explicit Drawing(const Look& look, Motif motif, QWidget* parent = nullptr);

    void setMotif(Motif motif);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& m_look;
    Motif m_motif;
};

} // namespace banshi::ui::widgets

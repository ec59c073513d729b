// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/look.h"

#include <QWidget>

namespace banshi::ui::widgets
{

/// A bar that fills from left to right. Threads: GUI thread.
class ProgressBar : public QWidget
{
public:
    explicit ProgressBar(const Look& look, QWidget* parent = nullptr);
    /// 0 to 1.
    void setFraction(double fraction);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& m_look;
    double m_fraction = 0;
};

} // namespace banshi::ui::widgets

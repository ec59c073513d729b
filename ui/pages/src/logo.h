// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/timer.h"
#include "banshi/ui/widgets/look.h"

#include <QWidget>

namespace banshi::ui::pages
{

/// The logo in the bar, which hides the technicians' way in: held for 5 s, let go, then touched three times within
/// 5 s. Threads: GUI thread.
class Logo : public QWidget
{
    Q_OBJECT

public:
    /// `clock` must outlive the logo.
    Logo(const widgets::Look& look, const base::Clock& clock, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void gestureMade();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    enum class State
    {
        Idle,
        Holding,
        Held,
        Counting,
    };
    void onTime();

    const widgets::Look& m_look;
    base::Timer m_timer;
    State m_state = State::Idle;
    int m_touches = 0;
};

} // namespace banshi::ui::pages

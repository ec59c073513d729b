// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/clock.h"

#include <QObject>
#include <QTimer>
#include <memory>

namespace banshi::base
{

/// A single-shot or repeating timer for event-loop threads that follows the given Clock, also when it jumps.
/// Threads: lives in one thread with an event loop; fires there.
class Timer : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive the timer.
    explicit Timer(const Clock& clock, QObject* parent = nullptr);
    ~Timer() override;

    /// Fires once after `span` (negative counts as zero); starting again replaces the earlier start.
    void start(Nanoseconds span);
    /// Fires every `period` (must be positive) until stopped.
    void startRepeating(Nanoseconds period);
    void stop();
    [[nodiscard]] bool isActive() const { return m_active; }
    /// Time left on the clock; zero when not active.
    [[nodiscard]] Nanoseconds remaining() const;

Q_SIGNALS:
    void fired();

private:
    void arm();
    void check();

    const Clock& m_clock;
    QTimer m_timer;
    MonoTime m_due;
    Nanoseconds m_period{0};
    bool m_active = false;
    std::shared_ptr<void> m_jumps;
};

} // namespace banshi::base

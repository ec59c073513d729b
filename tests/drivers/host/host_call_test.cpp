// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/host_call.h"

#include "banshi/testing/suite.h"

#include <QTest>
#include <algorithm>
#include <atomic>

using namespace banshi;
using namespace std::chrono_literals;

namespace
{

/// Time goes on between any two looks at it, as it does on a machine; waiting for it takes none.
class RunningClock : public base::Clock
{
public:
    [[nodiscard]] base::WallTime wall() const override { return {}; }
    [[nodiscard]] base::MonoTime now() const override { return base::MonoTime(++m_now * 1ns); }
    [[nodiscard]] std::optional<base::Nanoseconds> realUntil(base::MonoTime when) const override
    {
        m_now = std::max<std::int64_t>(m_now, when.time_since_epoch().count());
        return 0ns;
    }

private:
    mutable std::atomic<std::int64_t> m_now = 0;
};

} // namespace

class HostCallTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatAPauseWasWhole()
    {
        const RunningClock clock;
        QVERIFY(drivers::host::HostCall(clock, std::nullopt, {}).pause(5ms));
        QVERIFY(drivers::host::HostCall(clock, clock.now() + 1s, {}).pause(5ms));
    }

    void cutsAPauseShortAtTheDeadline()
    {
        const RunningClock clock;
        const base::MonoTime deadline = clock.now() + 3ms;
        QVERIFY(!drivers::host::HostCall(clock, deadline, {}).pause(5ms));
        QVERIFY(clock.now() < deadline + 1ms);
    }

    void cutsAPauseShortWhenItIsCancelled()
    {
        const RunningClock clock;
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!drivers::host::HostCall(clock, std::nullopt, stop.get_token()).pause(5ms));
    }
};

BANSHI_TEST(HostCallTest)
#include "host_call_test.moc"

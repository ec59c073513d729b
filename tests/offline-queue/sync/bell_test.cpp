// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/bell.h"

#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <thread>

using namespace banshi;
using namespace std::chrono_literals;

class BellTest : public QObject
{
    Q_OBJECT

    testing::ManualClock m_clock;
    std::stop_source m_stop;

private Q_SLOTS:
    void init() { m_stop = std::stop_source(); }

    void remembersOneRingThatNobodyWaitedFor()
    {
        queue::sync::Bell bell;
        bell.ring();
        bell.ring();
        QVERIFY(bell.wait(m_clock, m_clock.now() + 1h, m_stop.get_token()));
        QVERIFY(!bell.wait(m_clock, m_clock.now(), m_stop.get_token()));
    }

    void wakesWhoeverWaits()
    {
        queue::sync::Bell bell;
        bool isWoken = false;
        {
            const std::jthread sleeper([&] { isWoken = bell.wait(m_clock, m_clock.now() + 1h, m_stop.get_token()); });
            bell.ring();
        }
        QVERIFY(isWoken);
    }

    void endsWithTheProgram()
    {
        queue::sync::Bell bell;
        bool isWoken = false;
        {
            const std::jthread sleeper([&] { isWoken = bell.wait(m_clock, m_clock.now() + 1h, m_stop.get_token()); });
            m_stop.request_stop();
        }
        QVERIFY(isWoken);
        QVERIFY(bell.wait(m_clock, m_clock.now() + 1h, m_stop.get_token()));
    }
};

BANSHI_TEST(BellTest)
#include "bell_test.moc"

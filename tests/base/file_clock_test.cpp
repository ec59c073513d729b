// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/file_clock.h"
#include "banshi/testing/suite.h"

#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <thread>

using namespace banshi;
using namespace std::chrono_literals;

class FileClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesEveryClockOfTheFile()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("the clock")).toStdString();
        auto mover = base::FileClock::open(path);
        auto follower = base::FileClock::open(path);
        QVERIFY(mover && follower);
        const auto before = (*follower)->now();
        (*mover)->advance(24h);
        QVERIFY((*follower)->now() - before >= 24h);
    }

    void wakesAWaiterOfAnotherClock()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("clock")).toStdString();
        auto mover = base::FileClock::open(path);
        auto follower = base::FileClock::open(path);
        std::atomic<bool> reached = false;
        std::jthread waiter([&](const std::stop_token& stop) { reached = (*follower)->waitFor(1h, stop); });
        while (!reached)
            (*mover)->advance(1h);
        waiter.join();
        QVERIFY(reached);
    }

    void distrustsWallTimeThatWasShifted()
    {
        QTemporaryDir folder;
        auto clock = base::FileClock::open(folder.filePath(QStringLiteral("clock")).toStdString());
        (*clock)->shiftWall(-24h * 365);
        QVERIFY(!(*clock)->wall().trusted);
    }

    void saysWhenTheFileCannotBeOpened()
    {
        const auto clock = base::FileClock::open("no such folder/clock");
        QVERIFY(!clock.has_value());
        QCOMPARE(clock.error().code, base::FileClockCode::CannotOpen);
    }
};

BANSHI_TEST(FileClockTest)
#include "file_clock_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "temporary_world.h"
#include "visit_ends.h"

#include "banshi/testing/suite.h"

#include <QTest>
#include <cerrno>
#include <csignal>

using namespace banshi::journeys;
using namespace std::chrono_literals;

namespace
{

bool isGone(qint64 pid)
{
    return ::kill(static_cast<pid_t>(pid), 0) != 0 && errno == ESRCH;
}

} // namespace

/// Who has the screen when a visit has ended: the process that stood warm behind it, and never the used one.
class VisitEndsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_here.start(), qPrintable(m_here.world().whyNot())); }

    void theWarmProcessTakesTheScreenFromTheUsedOne_data()
    {
        QTest::addColumn<int>("end");
        QTest::newRow("finish") << static_cast<int>(VisitEnd::Finish);
        QTest::newRow("cancel") << static_cast<int>(VisitEnd::Cancel);
        QTest::newRow("idle") << static_cast<int>(VisitEnd::Idle);
        QTest::newRow("crash") << static_cast<int>(VisitEnd::Crash);
    }

    void theWarmProcessTakesTheScreenFromTheUsedOne()
    {
        QFETCH(int, end);
        World& world = m_here.world();
        Journey journey(world, QStringLiteral("end"), m_here.outFolder());
        journey.takePictures(false);
        walkTowards(journey, static_cast<VisitEnd>(end));
        QVERIFY2(journey.ok(), qPrintable(journey.failure()));
        std::vector<qint64> warm;
        QVERIFY(waitUntil(
            [&] {
                warm = warmSessions(world);
                return warm.size() == 1;
            },
            20s));
        const qint64 used = world.finger().sessionPid();
        QVERIFY(used > 0 && used != warm.front() && !isGone(used));

        QVERIFY(endVisit(world, static_cast<VisitEnd>(end)));
        QVERIFY(waitUntil([&] { return isGone(used); }, 20s));
        QVERIFY(waitUntil([&] { return world.isReady(); }, 20s)); // the complete front page: every device and the line
        QCOMPARE(world.finger().sessionPid(), warm.front());
        QVERIFY(waitUntil(
            [&] {
                warm = warmSessions(world);
                return warm.size() == 1;
            },
            20s)); // and behind it the next one
        QVERIFY(warm.front() != world.finger().sessionPid());
    }

private:
    TemporaryWorld m_here;
};

BANSHI_TEST(VisitEndsTest)
#include "visit_ends_test.moc"

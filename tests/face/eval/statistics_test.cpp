// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/eval/statistics.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::face::eval;

namespace
{

bool near(double a, double b, double within = 5e-4)
{
    return qAbs(a - b) <= within;
}

} // namespace

class StatisticsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wilsonIntervalsAreThePublishedOnes()
    {
        // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        QVERIFY(near(wilson(81, 263).low, 0.2553) && near(wilson(81, 263).high, 0.3662));
        QVERIFY(near(wilson(15, 148).low, 0.0624) && near(wilson(15, 148).high, 0.1605));
        QVERIFY(near(wilson(0, 20).low, 0) && near(wilson(0, 20).high, 0.1611));
        QCOMPARE(wilson(0, 0).low, 0.0);
        QCOMPARE(wilson(0, 0).high, 1.0);
    }
    void aClaimNeedsThreeTimesItsInverse()
    {
        QCOMPARE(comparisonsFor(1e-3), 3000U);
        QCOMPARE(comparisonsFor(1e-4), 30000U);
    }
    void theThresholdLetsNoMoreStrangersInThanAllowed()
    {
        Scores scores;
        for (int i = 0; i < 1000; ++i)
            scores.impostor.push_back(i / 1000.0); // 0 … 0.999
        scores.genuine = {0.5, 0.985, 0.995, 1.0};
        const Operating at = operatingAt(scores, 0.01);
        QVERIFY(at.threshold > 0.989 && at.threshold <= 0.9901);
        QCOMPARE(at.accepted, 10U - 0U);
        QCOMPARE(at.tar, 0.5);
        QVERIFY(at.carried);
        QVERIFY(!operatingAt(scores, 1e-3).carried);
        QCOMPARE(operatingAt(scores, 1e-5).accepted, 0U);
    }
    void strangersWithTheSameScoreAreLetInTogetherOrNotAtAll()
    {
        Scores scores{{1.0}, {0.9, 0.9, 0.9, 0.1}};
        QCOMPARE(operatingAt(scores, 0.5).accepted, 0U);
        QCOMPARE(operatingAt(scores, 0.75).accepted, 3U);
    }
    void equalErrorRateOfKnownLists()
    {
        QCOMPARE(*equalErrorRate({{0.8, 0.9}, {0.1, 0.2}}), 0.0);
        QCOMPARE(*equalErrorRate({{0.4, 0.9}, {0.1, 0.5}}), 0.5);
        QVERIFY(!equalErrorRate({{0.4}, {}}));
    }
    void accuracyIsMeasuredWithTheOthersThreshold()
    {
        std::vector<Comparison> list;
        for (int i = 0; i < 100; ++i)
            list.push_back({i % 2 == 0 ? 0.8 : 0.2, i % 2 == 0});
        QCOMPARE(foldAccuracy(list, 10)->mean, 1.0);
        QCOMPARE(foldAccuracy(list, 10)->deviation, 0.0);
        // One fold whose own scores say the opposite cannot choose its threshold itself.
        for (std::size_t i = 0; i < 10; ++i)
            list[i].same = !list[i].same;
        QVERIFY(near(foldAccuracy(list, 10)->mean, 0.9));
        QVERIFY(!foldAccuracy({{0.5, true}}, 10));
    }
    void falseNonMatchesCountWhatLiesBelow()
    {
        QCOMPARE(falseNonMatches({0.1, 0.2, 0.3, 0.4}, 0.3), 0.5);
        QCOMPARE(falseNonMatches({}, 0.3), 0.0);
    }
};

BANSHI_TEST(StatisticsTest)
#include "statistics_test.moc"

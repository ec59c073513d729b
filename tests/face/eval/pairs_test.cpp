// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/eval/pairs.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::face::eval;

class PairsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsLivePicturesChipTruthAndGroups()
    {
        const auto pairs = parsePairs("# list\na.jpg,b.jpg chip.png 1 women,20-39\n\n/x/c.pgm chip.png 0\r\n", "/data");
        QVERIFY(pairs);
        QCOMPARE(pairs->size(), 2U);
        QCOMPARE(pairs->at(0).live.size(), 2U);
        QCOMPARE(pairs->at(0).live.at(1), std::filesystem::path("/data/b.jpg"));
        QCOMPARE(pairs->at(0).chip, std::filesystem::path("/data/chip.png"));
        QVERIFY(pairs->at(0).same);
        QCOMPARE(pairs->at(0).group, std::string("women,20-39"));
        QCOMPARE(pairs->at(1).live.at(0), std::filesystem::path("/x/c.pgm"));
        QVERIFY(!pairs->at(1).same);
    }
    void tabsLetPathsHoldSpaces()
    {
        const auto pairs = parsePairs("my face.jpg\tthe card.jpg\t1\n", "d");
        QCOMPARE(pairs->at(0).live.at(0), std::filesystem::path("d/my face.jpg"));
    }
    void namesTheLineThatIsWrong_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("two columns") << QStringLiteral("a.jpg b.jpg");
        QTest::newRow("no truth") << QStringLiteral("a.jpg b.jpg yes");
        QTest::newRow("five columns") << QStringLiteral("a.jpg b.jpg 1 women more");
        QTest::newRow("no live picture") << QStringLiteral(", b.jpg 1");
    }
    void namesTheLineThatIsWrong()
    {
        QFETCH(QString, line);
        const auto pairs = parsePairs("a b 1\n" + line.toStdString() + "\n", "d");
        QVERIFY(!pairs);
        QVERIFY2(pairs.error().starts_with("line 2: "), pairs.error().c_str());
    }
    void aListThatCannotBeReadIsAnError() { QVERIFY(!readPairs("/nowhere/list.txt")); }
};

BANSHI_TEST(PairsTest)
#include "pairs_test.moc"

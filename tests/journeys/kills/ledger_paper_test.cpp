// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_walks.h"

#include "banshi/testing/suite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi::journeys;

/// Each way to break a promise about certificates and slips is named.
class LedgerPaperTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_day = {}; }

    void passesAnOrderOfWhichNobodyKnowsWhetherItsSlipCameOut()
    {
        m_day.order()["slip"] = "unknown";
        QCOMPARE(m_day.faultsOf("utl.water"), QStringList());
        m_day.dropSlip("ord-");
        Walk walk = wholeWalk(QStringLiteral("utl.water"));
        walk.slipsPromised = 0;
        auto before = beforeWalk(QStringLiteral("utl.water"));
        before.slips = m_day.now.slips;
        QCOMPARE(weigh(before, walk, m_day.now), QStringList());
    }

    void namesACertificateThatCameOutTwice()
    {
        m_day.now.sheets.push_back(m_day.now.sheets.back());
        const auto faults = m_day.faultsOf("hr.pay-list");
        VERIFY_NAMED(faults, QStringLiteral("certificate SZ2026112745413909 came out 2 times"));
        VERIFY_NAMED(faults, QStringLiteral("sheets: the walk can have brought 1, there came 2"));
    }

    void namesACertificateThatWasReportedTwice()
    {
        m_day.attempts().push_back(m_day.attempts()[0]);
        QCOMPARE(m_day.faultsOf("hr.pay-list"),
                 QStringList{QStringLiteral("certificate SZ2026112745426158 was reported as printed 2 times")});
    }

    void namesACertificateOfWhichTheCityHeardNothing()
    {
        m_day.attempts() = nlohmann::json::array();
        QCOMPARE(m_day.faultsOf("hr.pay-list"),
                 QStringList{QStringLiteral("certificate SZ2026112745426158 came out and nobody told the city")});
    }

    void namesACertificateOfWhichTheCityHeardTheWrongThing()
    {
        m_day.attempts()[0]["result"] = "FAILED_CLEAN";
        m_day.now.sheets.pop_back();
        const auto faults = weigh(m_day.now, Walk{QStringLiteral("hr.pay-list")}, m_day.now);
        QCOMPARE(faults,
                 (QStringList{
                     QStringLiteral("certificate SZ2026112745426158 came out and was reported as not printed"),
                     QStringLiteral("certificate SZ2026112745413909 was reported as printed and did not come out")}));
    }

    void namesACertificateThatWasConfirmedAndDidNotComeOut()
    {
        m_day.now.city["certificates"].erase(1);
        m_day.now.sheets.pop_back();
        QCOMPARE(m_day.faultsOf("hr.pay-list"),
                 QStringList{QStringLiteral("sheets: the machine confirmed 1, there came 0")});
        const auto second = m_day.faultsOf("pol.no-crime");
        VERIFY_NAMED(second, QStringLiteral("sheets: the machine confirmed 1, there came 0"));
    }

    void namesASheetThatTheCityDidNotIssue()
    {
        m_day.now.sheets.push_back(std::string(64, '0'));
        const auto faults = m_day.faultsOf("utl.water");
        VERIFY_NAMED(faults, QStringLiteral("1 sheets came out that the city did not issue"));
        VERIFY_NAMED(faults, QStringLiteral("sheets: the walk can have brought 0, there came 1"));
    }

    void namesASlipThatIsMissing_data()
    {
        QTest::addColumn<QString>("journey");
        QTest::addColumn<QByteArray>("number");
        QTest::newRow("payment") << QStringLiteral("utl.water") << QByteArray("ord-");
        QTest::newRow("application") << QStringLiteral("pol.no-crime") << QByteArray("case-");
        QTest::newRow("report") << QStringLiteral("grid.report") << QByteArray("a4a85657-4");
    }
    void namesASlipThatIsMissing()
    {
        QFETCH(QString, journey);
        QFETCH(QByteArray, number);
        m_day.dropSlip(number);
        const auto faults = weigh(beforeWalk(journey), wholeWalk(journey), m_day.now);
        VERIFY_NAMED(faults, QStringLiteral("slips: the machine confirmed 1, there came 0"));
        if (journey == QLatin1String("utl.water"))
            VERIFY_NAMED(faults, QStringLiteral("the slip of order ord-z8ehk7fhamc9cda42f48 was reported as printed "
                                                "and did not come out"));
    }

    void namesASlipThatCameOutAndWasReportedAsNotPrinted()
    {
        m_day.order()["slip"] = "failed";
        QCOMPARE(m_day.faultsOf("utl.water"),
                 QStringList{QStringLiteral("the slip of order ord-z8ehk7fhamc9cda42f48 came out and was reported as "
                                            "not printed")});
    }

    void namesASlipThatCameOutTwice()
    {
        m_day.now.slips.push_back(m_day.now.slips[1]);
        auto faults = m_day.faultsOf("utl.water");
        VERIFY_NAMED(faults, QStringLiteral("the same slip came out 2 times"));
        VERIFY_NAMED(faults, QStringLiteral("ord-z8ehk7fhamc9cda42f48 stands on 2 slips"));
        m_day.now.slips.back().replace("10:57", "10:58"); // a minute later it is another text
        faults = m_day.faultsOf("utl.water");
        VERIFY_NAMED(faults, QStringLiteral("ord-z8ehk7fhamc9cda42f48 stands on 2 slips"));
        VERIFY_NAMED(faults, QStringLiteral("slips: the walk can have brought 1, there came 2"));
    }

    void readsThePaperOfAFolder()
    {
        QTemporaryDir folder;
        for (const char* name : {"a4-001.pdf", "a4-002.pdf", "receipt-001.txt", "receipt-001.png", "a4-001.pdf.part"})
        {
            QFile file(folder.filePath(QString::fromLatin1(name)));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("abc") == 3);
        }
        Evidence evidence;
        readPaper(folder.path(), evidence);
        const std::string ofAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-4
        QCOMPARE(evidence.sheets, (std::vector<std::string>{ofAbc, ofAbc}));
        QCOMPARE(evidence.slips, std::vector<QByteArray>{"abc"});
    }

private:
    RecordedDay m_day;
};

BANSHI_TEST(LedgerPaperTest)
#include "ledger_paper_test.moc"

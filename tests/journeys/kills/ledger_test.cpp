// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_walks.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::journeys;

/// Each way to break a promise about money, reports, cases and the machine is named, and a clean walk passes.
class LedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_day = {}; }

    void passesACleanWalk_data()
    {
        QTest::addColumn<QString>("journey");
        for (const char* journey : {"utl.water", "hr.pay-list", "grid.report", "pol.no-crime"})
            QTest::newRow(journey) << QString::fromLatin1(journey);
    }
    void passesACleanWalk()
    {
        QFETCH(QString, journey);
        QCOMPARE(weigh(beforeWalk(journey), wholeWalk(journey), m_day.now), QStringList());
    }

    void passesAWalkThatWasBrokenOffBeforeAnythingHappened()
    {
        for (const char* journey : {"utl.water", "hr.pay-list", "grid.report", "pol.no-crime"})
            QCOMPARE(weigh(m_day.now, Walk{QString::fromLatin1(journey)}, m_day.now), QStringList());
    }

    void namesAPaymentThatWasPostedTwice()
    {
        auto again = m_day.order();
        again["order_id"] = "ord-00000000000000000000";
        m_day.now.city["payments"].push_back(again);
        const auto faults = m_day.faultsOf("utl.water");
        VERIFY_NAMED(faults, QStringLiteral("paid orders: the walk can have brought 1, there came 2"));
    }

    void namesMoneyThatMovedWithoutAnOrder()
    {
        m_day.now.city["payments"] = nlohmann::json::array();
        const auto faults = m_day.faultsOf("utl.water");
        VERIFY_NAMED(faults, QStringLiteral("paid orders: the machine confirmed 1, there came 0"));
        VERIFY_NAMED(faults, QStringLiteral("a slip confirms ord-z8ehk7fhamc9cda42f48, and the city does not have "
                                            "it"));
    }

    void namesAPaymentThatTheMachineConfirmedAndNobodyMade()
    {
        m_day.order()["state"] = "CLOSED";
        Walk walk = wholeWalk(QStringLiteral("utl.water"));
        walk.paid = 0;
        const auto faults = weigh(beforeWalk(walk.journey), walk, m_day.now);
        VERIFY_NAMED(faults, QStringLiteral("paid orders: the machine confirmed 1, there came 0"));
    }

    void namesAPaidOrderThatNobodyWasToldOf()
    {
        m_day.order()["slip"] = "";
        QCOMPARE(m_day.faultsOf("utl.water"),
                 QStringList{QStringLiteral("nobody told the city what became of the slip of order "
                                            "ord-z8ehk7fhamc9cda42f48")});
    }

    void namesAReportThatIsLost()
    {
        m_day.now.city["reports"] = nlohmann::json::array();
        const auto faults = m_day.faultsOf("grid.report");
        VERIFY_NAMED(faults, QStringLiteral("reports: the machine confirmed 1, there came 0"));
        VERIFY_NAMED(faults, QStringLiteral("a slip confirms a4a85657-4, and the city does not have it"));
    }

    // Other walks had handed in reports that nobody had been promised: they must not stand in for this one.
    void namesAReportThatIsLostAmongOthers()
    {
        auto before = beforeWalk(QStringLiteral("grid.report"));
        for (const char* number : {"1", "2"})
            before.city["reports"].push_back(RecordedDay::reportOf(number));
        m_day.now.city["reports"] = before.city["reports"];
        const auto faults = weigh(before, wholeWalk(QStringLiteral("grid.report")), m_day.now);
        VERIFY_NAMED(faults, QStringLiteral("reports: the machine confirmed 1, there came 0"));
    }

    void namesAReportThatWasSentTwice()
    {
        auto again = RecordedDay::reportOf("5"); // another key and number, the same content
        again["form_hmac"] = m_day.now.city["reports"][0]["form_hmac"];
        again["made_at"] = m_day.now.city["reports"][0]["made_at"];
        m_day.now.city["reports"].push_back(again);
        const auto faults = m_day.faultsOf("grid.report");
        VERIFY_NAMED(faults, QStringLiteral("report a4a85657-5 arrived twice"));
        VERIFY_NAMED(faults, QStringLiteral("reports: the walk can have brought 1, there came 2"));
    }

    void namesAReportThatArrivesOnAWalkThatMadeNone()
    {
        m_day.now.city["reports"].push_back(RecordedDay::reportOf("5"));
        QCOMPARE(m_day.faultsOf("hr.pay-list"),
                 QStringList{QStringLiteral("reports: the walk can have brought 0, there came 1")});
    }

    void namesACaseThatIsLost()
    {
        m_day.now.city["cases"] = nlohmann::json::array();
        const auto faults = m_day.faultsOf("pol.no-crime");
        VERIFY_NAMED(faults, QStringLiteral("cases: the machine confirmed 1, there came 0"));
    }

    void namesAPromiseThatIsLeftOpen()
    {
        (*m_day.now.open)["intents"].push_back(
            {{"intent_id", "01a21af0-17eb-74ea-9be9-8ecfdfb88bc1"}, {"kind", "print"}});
        QCOMPARE(m_day.faultsOf("hr.pay-list"),
                 QStringList{QStringLiteral("1 promises are open behind the front page")});
    }

    void namesWhatWaitsAndWhatIsParked()
    {
        (*m_day.now.health)["queue"] = {{"pending", 1}, {"parked", 2}};
        QCOMPARE(m_day.faultsOf("grid.report"),
                 (QStringList{QStringLiteral("pending in the queue: 1"), QStringLiteral("parked in the queue: 2")}));
    }

    void namesAGatewayThatIsSilent()
    {
        m_day.now.open.reset();
        QCOMPARE(m_day.faultsOf("hr.pay-list"), QStringList{QStringLiteral("the gateway does not answer")});
    }

    void namesMessagesThatDoNotKeepToTheContract()
    {
        m_day.now.city["contract_breaches"]["examples"].push_back("reports: no form");
        m_day.now.city["conflicts"] = 1;
        m_day.now.city["unreadable"] = 1;
        QCOMPARE(m_day.faultsOf("hr.pay-list"),
                 (QStringList{QStringLiteral("contract: \"reports: no form\""),
                              QStringLiteral("queued records that the city calls conflicts: 1"),
                              QStringLiteral("queued records that the city calls unreadable: 1")}));
    }

private:
    RecordedDay m_day;
};

BANSHI_TEST(LedgerTest)
#include "ledger_test.moc"

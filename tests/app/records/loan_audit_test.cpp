// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/records/loan_audit.h"

#include "banshi/app/fakes/fake_machine_records.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app;
using namespace std::chrono_literals;

class LoanAuditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhoHadTheDevicesWhenAndForHowLong()
    {
        testing::ManualClock clock;
        fakes::FakeMachineRecords records(clock);
        records::LoanAudit audit(clock, records);
        const auto since = base::toRfc3339(clock.wall().utc);
        audit.taken("vendor-tool");
        clock.advance(754s);
        audit.givenBack("vendor-tool");
        QTRY_COMPARE(records.acts.size(), std::size_t(2));
        QCOMPARE(records.acts[0].what, std::string("vendorMode.entered"));
        QCOMPARE(records.acts[0].who, std::string("vendor-tool"));
        QVERIFY(records.acts[0].after["since"] == since);
        QCOMPARE(records.acts[1].what, std::string("vendorMode.left"));
        QVERIFY(records.acts[1].before["since"] == since);
        QVERIFY(records.acts[1].after["seconds"] == 754);
        QVERIFY(records.acts[1].after["until"] == base::toRfc3339(clock.wall().utc));
    }

    void writesEachChangeOnce()
    {
        testing::ManualClock clock;
        fakes::FakeMachineRecords records(clock);
        records::LoanAudit audit(clock, records);
        audit.givenBack("nobody had them");
        audit.taken({});
        settle();
        audit.taken("again, as giving back was refused");
        audit.givenBack({});
        QTRY_COMPARE(records.acts.size(), std::size_t(2));
        QCOMPARE(records.acts[0].who, std::string("unknown"));
    }

    void cutsANameThatTheContractDoesNotTake()
    {
        testing::ManualClock clock;
        fakes::FakeMachineRecords records(clock);
        records::LoanAudit audit(clock, records);
        audit.taken("x" + QStringLiteral("𠮷").repeated(40).toStdString());
        QTRY_COMPARE(records.acts.size(), std::size_t(1));
        QCOMPARE(records.acts[0].who, "x" + QStringLiteral("𠮷").repeated(31).toStdString());
    }

    void keepsWhatTheGatewayDoesNotTakeAndTriesAgain()
    {
        testing::ManualClock clock;
        fakes::FakeMachineRecords records(clock);
        records.refusesWrites = true;
        records::LoanAudit audit(clock, records);
        audit.taken("a");
        audit.givenBack("b");
        settle();
        records.refusesWrites = false;
        clock.advance(9s);
        settle();
        QVERIFY(records.acts.empty());
        clock.advance(1s);
        QTRY_COMPARE(records.acts.size(), std::size_t(2));
        QCOMPARE(records.acts[0].who, std::string("a"));
        QCOMPARE(records.acts[1].who, std::string("b"));
    }

    void dropsTheOldestOfTooMany()
    {
        testing::ManualClock clock;
        fakes::FakeMachineRecords records(clock);
        records.refusesWrites = true;
        records::LoanAudit audit(clock, records);
        for (int loan = 0; loan < 20; ++loan)
        {
            audit.taken(std::to_string(loan));
            audit.givenBack(std::to_string(loan));
            settle();
        }
        records.refusesWrites = false;
        clock.advance(10s);
        QTRY_COMPARE(records.last("vendorMode.left").who, std::string("19"));
        QVERIFY(records.acts.size() >= 16 && records.acts.size() <= 17); // one may have been under way
        QVERIFY(records.acts.front().who != "0");
    }

private:
    static void settle()
    {
        for (int turn = 0; turn < 40; ++turn)
            QCoreApplication::processEvents();
    }
};

BANSHI_TEST(LoanAuditTest)
#include "loan_audit_test.moc"

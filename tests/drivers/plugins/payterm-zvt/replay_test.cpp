// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_terminal.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/replay.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using plugins::payterm_zvt::ZvtTerminal;

/// The driver against recorded bytes: every byte that it sends is compared. What the terminal says is what the
/// simulator of Portalum.Zvt says.
class ReplayTest : public QObject
{
    Q_OBJECT

    testing::DriverHost m_host;
    testing::Replay m_replay{"payterm-zvt", "approved-payment.txt"};

    std::unique_ptr<ZvtTerminal> terminalOnRecord()
    {
        return std::make_unique<ZvtTerminal>(ZvtTerminal::Setup{}, m_replay.connect(), m_host);
    }

private Q_SLOTS:
    void takesTheRecordedPayment()
    {
        const auto terminal = terminalOnRecord();
        const testing::DriverCall call;
        const auto opened = terminal->open(call);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
        const auto report = terminal->pay({"PAY0000001", 2040}, call);
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->state, sdk::PaymentState::Approved);
        QCOMPARE(report->amountFen, std::int64_t(2040));
        QCOMPARE(report->terminalReference, std::string("0470|000470"));
        QCOMPARE(call.events().size(), std::size_t(1)); // insert the card
        QVERIFY(m_replay.isFinished());
        QVERIFY(!m_host.status<sdk::PaymentTerminalStatus>()->paying);
    }
};

BANSHI_TEST(ReplayTest)
#include "replay_test.moc"

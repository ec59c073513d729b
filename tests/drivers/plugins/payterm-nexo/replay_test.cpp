// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_nexo/nexo_terminal.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/replay.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using plugins::payterm_nexo::NexoTerminal;

/// The driver against recorded bytes: every byte that it sends is compared.
class ReplayTest : public QObject
{
    Q_OBJECT

    testing::DriverHost m_host;
    testing::Replay m_replay{"payterm-nexo", "approved-payment.txt"};
    int m_ids = 0;

    // Times and ids as on the day of the recording.
    std::unique_ptr<NexoTerminal> terminalOnRecord()
    {
        NexoTerminal::Setup setup;
        setup.parties.poiId = "V400m-1";
        setup.utcNow = [] { return std::string("2026-01-05T03:04:05.000Z"); };
        setup.newServiceId = [this] { return "s" + std::to_string(++m_ids); };
        return std::make_unique<NexoTerminal>(setup, m_replay.connect(), m_host);
    }

private Q_SLOTS:
    void takesTheRecordedPayment()
    {
        const auto terminal = terminalOnRecord();
        const testing::DriverCall call;
        const auto opened = terminal->open(call);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
        const auto report = terminal->pay({"PAY0000001", 3650}, call);
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->state, sdk::PaymentState::Approved);
        QCOMPARE(report->amountFen, std::int64_t(3650));
        QCOMPARE(report->terminalReference, std::string("TPAY0000001|2026-01-05T03:04:05.000Z"));
        QCOMPARE(call.events().size(), std::size_t(1)); // the card was inserted
        QVERIFY(m_replay.isFinished());
        QVERIFY(!m_host.status<sdk::PaymentTerminalStatus>()->paying);
    }
};

BANSHI_TEST(ReplayTest)
#include "replay_test.moc"

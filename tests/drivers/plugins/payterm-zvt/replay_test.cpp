// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_terminal.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QTest>
#include <banshi/drivers/sdk/recording_channel.h>

using namespace banshi;
using namespace banshi::drivers;
using plugins::payterm_zvt::ZvtTerminal;

/// The driver against recorded bytes: every byte that it sends is compared. What the terminal says is what the
/// simulator of Portalum.Zvt says.
class ReplayTest : public QObject
{
    Q_OBJECT

    testing::DriverHost m_host;
    const sdk::ReplayChannel* m_replay = nullptr;

    std::unique_ptr<ZvtTerminal> terminalOn(const std::string& record)
    {
        return std::make_unique<ZvtTerminal>(
            ZvtTerminal::Setup{},
            [this, record](const sdk::CallContext&) -> sdk::Outcome<std::unique_ptr<sdk::ByteChannel>> {
                auto replay = sdk::ReplayChannel::fromText(record);
                if (!replay)
                    return replay.failure();
                m_replay = replay->get();
                return std::unique_ptr<sdk::ByteChannel>(std::move(*replay));
            },
            m_host);
    }

private Q_SLOTS:
    void takesTheRecordedPayment()
    {
        QFile file(qEnvironmentVariable("BANSHI_SOURCE") +
                   QStringLiteral("/drivers/plugins/payterm-zvt/recordings/approved-payment.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto terminal = terminalOn(file.readAll().toStdString());
        const testing::DriverCall call;
        const auto opened = terminal->open(call);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
        const auto report = terminal->pay({"PAY0000001", 2040}, call);
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->state, sdk::PaymentState::Approved);
        QCOMPARE(report->amountFen, std::int64_t(2040));
        QCOMPARE(report->terminalReference, std::string("0470|000470"));
        QCOMPARE(call.events().size(), std::size_t(1)); // insert the card
        QVERIFY(m_replay->finished());
        QVERIFY(!m_host.status<sdk::PaymentTerminalStatus>()->paying);
    }
};

BANSHI_TEST(ReplayTest)
#include "replay_test.moc"

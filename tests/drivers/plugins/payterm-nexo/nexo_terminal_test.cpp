// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_nexo/nexo_terminal.h"

#include "banshi/testing/suite.h"
#include "banshi/testing/terminal_bench.h"

#include <QTest>
#include <banshi/drivers/sdk/tcp_channel.h>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using plugins::payterm_nexo::NexoTerminal;
using sdk::ErrorCode;
using sdk::PaymentState;

/// The driver against the simulated terminal: whatever happens to an answer, money is never taken twice, and what
/// became of it is never guessed.
class NexoTerminalTest : public QObject
{
    Q_OBJECT

    testing::TerminalBench m_bench;
    int m_ids = 0;

    bool order(const nlohmann::json& request) { return m_bench.order(request); }
    nlohmann::json state() { return m_bench.state(); }
    template <class Deed>
    testing::TerminalBench::Report payWhile(Deed deed, std::chrono::milliseconds limit = 10s)
    {
        return m_bench.payWhile(deed, limit);
    }

    void makeTerminal()
    {
        NexoTerminal::Setup setup;
        setup.parties.poiId = "V400m-1";
        setup.utcNow = [] { return std::string("2026-01-05T03:04:05.000Z"); };
        setup.newServiceId = [this] { return "s" + std::to_string(++m_ids); };
        setup.answerTime = 500ms;
        setup.partingTime = 3s;
        setup.askPause = 50ms;
        m_bench.terminal =
            std::make_unique<NexoTerminal>(setup, sdk::tcpConnection({"127.0.0.1", m_bench.port()}), m_bench.host);
        const testing::DriverCall call;
        const auto opened = m_bench.terminal->open(call);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
    }

    // Begins a payment over a connection of its own, as a process did that is gone by now.
    void beginElsewhere(const std::string& reference)
    {
        m_bench.terminal.reset();
        const testing::DriverCall call;
        const auto line = sdk::TcpChannel::open("127.0.0.1", m_bench.port(), call);
        QVERIFY(line.ok());
        const auto request = plugins::payterm_nexo::frameOf(
            plugins::payterm_nexo::paymentRequest({}, {reference, 100}, "2026-01-05T03:04:05.000Z"));
        QVERIFY((*line)->write(request, call).ok());
        QTRY_VERIFY(state().value("paying", false));
        makeTerminal();
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_bench.start(QStringLiteral("banshi-virtual-payterm")));
        makeTerminal();
    }
    void cleanup() { m_bench.stop(); }

    void takesAPaymentAndTellsOfTheCard()
    {
        const auto report = payWhile([&](auto&) { order({{"do", "person"}, {"deed", "pay"}}); });
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->state, PaymentState::Approved);
        QCOMPARE(report->amountFen, std::int64_t(3650));
        QCOMPARE(report->reference, std::string("PAY0000001"));
        QVERIFY(!report->terminalReference.empty());
        QCOMPARE(m_bench.events, std::size_t(1));
        QCOMPARE(state().value("takingsFen", 0), 3650);
    }

    void tellsARefusalFromAChangeOfMind()
    {
        const auto refused = payWhile([&](auto&) { order({{"do", "person"}, {"deed", "refuse"}}); });
        QCOMPARE(refused->state, PaymentState::Declined);
        QCOMPARE(refused->reason, std::string("Refusal"));
        QCOMPARE(refused->amountFen, std::int64_t(0));
        m_bench.terminal->close();
        QVERIFY(order({{"do", "fault"}, {"kind", "restart"}, {"ms", 1}}));
        QTRY_VERIFY(state().value("plugged", false));
        makeTerminal();
        QVERIFY(order({{"do", "person"}, {"deed", "cancel"}, {"always", true}}));
        const testing::DriverCall call;
        const auto cancelled = m_bench.terminal->pay({"PAY0000002", 100}, call);
        QCOMPARE(cancelled->state, PaymentState::Aborted);
    }

    // One row for each thing that can happen to the answer of a payment that was approved.
    void findsAnApprovalWhoseAnswerWasLost_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"splitBytes", "slow", "halfFrame", "noise", "flood", "otherAnswer"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void findsAnApprovalWhoseAnswerWasLost()
    {
        QFETCH(QString, kind);
        const auto report = payWhile([&](auto&) {
            order({{"do", "fault"}, {"kind", kind.toStdString()}, {"times", 2}});
            order({{"do", "person"}, {"deed", "pay"}});
        });
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->state, PaymentState::Approved);
        QCOMPARE(report->amountFen, std::int64_t(3650));
        QCOMPARE(state().value("payments", 0), 1);
        QCOMPARE(state().value("takingsFen", 0), 3650);
    }

    void findsAnApprovalBehindALostConnection()
    {
        const auto report = payWhile([&](auto&) {
            order({{"do", "fault"}, {"kind", "unplug"}, {"ms", 300}});
            order({{"do", "person"}, {"deed", "pay"}});
        });
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->state, PaymentState::Approved);
        QCOMPARE(state().value("payments", 0), 1);
    }

    void goesOnWaitingWhenTheConnectionComesBackBeforeTheCard()
    {
        const auto report = payWhile([&](auto&) {
            order({{"do", "fault"}, {"kind", "unplug"}, {"ms", 50}});
            QTRY_VERIFY(state().value("connected", false));
            order({{"do", "person"}, {"deed", "pay"}});
        });
        QCOMPARE(report->state, PaymentState::Approved);
    }

    void knowsThatARestartedTerminalTookNothing()
    {
        const auto report = payWhile([&](auto&) { order({{"do", "fault"}, {"kind", "restart"}, {"ms", 100}}); });
        QVERIFY(report.ok());
        QCOMPARE(report->state, PaymentState::Aborted);
        QCOMPARE(state().value("takingsFen", 0), 0);
    }

    void knowsThatALostRequestBeganNothing()
    {
        QVERIFY(order({{"do", "fault"}, {"kind", "lostRequest"}, {"times", 2}}));
        const testing::DriverCall call(3s);
        const auto report = m_bench.terminal->pay({"PAY0000003", 100}, call);
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->state, PaymentState::NotStarted);
    }

    void abortsWhenCancelled()
    {
        const auto report = payWhile([](testing::DriverCall& call) { call.cancel(); });
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->state, PaymentState::Aborted);
        QVERIFY(!state().value("paying", true));
    }

    void tellsOfAPaymentThatWasFasterThanTheAbort()
    {
        const auto report = payWhile([&](testing::DriverCall& call) {
            order({{"do", "fault"}, {"kind", "halfFrame"}, {"times", 1}});
            order({{"do", "person"}, {"deed", "pay"}});
            call.cancel();
        });
        QVERIFY(report.ok());
        QCOMPARE(report->state, PaymentState::Approved);
    }

    void abortsBeforeItsTimeIsOver()
    {
        const auto report = payWhile([](auto&) {}, 3s);
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->state, PaymentState::Aborted);
    }

    void saysUnknownOnlyWhenTheTerminalCannotBeAsked()
    {
        const auto report = payWhile(
            [&](auto&) {
                order({{"do", "fault"}, {"kind", "silence"}});
                order({{"do", "person"}, {"deed", "pay"}});
            },
            2s);
        QVERIFY(!report.ok());
        QCOMPARE(report.failure().code, ErrorCode::OutcomeUnknown);
        QVERIFY(order({{"do", "clear"}}));
        const testing::DriverCall call;
        const auto later = m_bench.terminal->query("PAY0000001", call);
        QVERIFY(later.ok());
        QCOMPARE(later->state, PaymentState::Approved);
    }

    void refusesWhileTheTerminalIsBusy()
    {
        beginElsewhere("OTHER00001");
        const testing::DriverCall call;
        const auto report = m_bench.terminal->pay({"PAY0000004", 100}, call);
        QVERIFY(!report.ok());
        QCOMPARE(report.failure().errorCode, std::string("terminalBusy"));
    }

    void takesAPaymentBack()
    {
        const auto paid = payWhile([&](auto&) { order({{"do", "person"}, {"deed", "pay"}}); });
        const testing::DriverCall call;
        const auto reversed = m_bench.terminal->reverse({"REV0000001", paid->terminalReference, 3650}, call);
        QVERIFY(reversed.ok());
        QCOMPARE(reversed->state, PaymentState::Reversed);
        QCOMPARE(reversed->amountFen, std::int64_t(3650));
        QCOMPARE(state().value("takingsFen", -1), 0);
        const auto again = m_bench.terminal->reverse({"REV0000002", paid->terminalReference, 3650}, call);
        QCOMPARE(again->state, PaymentState::Declined);
        QCOMPARE(m_bench.terminal->query("REV0000001", call)->state, PaymentState::Reversed);
        QCOMPARE(m_bench.terminal->lastTransaction(call)->reference, std::string("REV0000002"));
        QCOMPARE(m_bench.terminal->reverse({"REV0000003", "no bar", 1}, call).failure().code, ErrorCode::InvalidData);
    }

    void stopsThePaymentOfAnEarlierProcess()
    {
        beginElsewhere("PAY0000009");
        const testing::DriverCall call;
        const auto report = m_bench.terminal->abort("PAY0000009", call);
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->state, PaymentState::Aborted);
    }

    void reportsABrokenTerminalAndALostLogin()
    {
        QVERIFY(order({{"do", "fault"}, {"kind", "broken"}}));
        const testing::DriverCall call;
        QVERIFY(m_bench.terminal->poll(call).ok());
        const auto status = m_bench.host.status<sdk::PaymentTerminalStatus>();
        QCOMPARE(status->common.device, sdk::DeviceState::HardwareError);
        QCOMPARE(status->common.reasons.front(), std::string("DeviceOut"));
        QVERIFY(order({{"do", "fault"}, {"kind", "restart"}, {"ms", 1}}));
        QTRY_VERIFY(state().value("plugged", false));
        const testing::DriverCall later;
        const auto polled = m_bench.terminal->poll(later);
        QVERIFY(!polled.ok());
        QCOMPARE(polled.failure().code, ErrorCode::DeviceNotReady);
        m_bench.terminal->close();
        QVERIFY(m_bench.terminal->open(later).ok());
    }
};

BANSHI_TEST(NexoTerminalTest)
#include "nexo_terminal_test.moc"

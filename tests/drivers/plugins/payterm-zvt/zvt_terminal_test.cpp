// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_terminal.h"

#include "banshi/testing/suite.h"
#include "banshi/testing/terminal_bench.h"

#include <QTest>
#include <banshi/drivers/sdk/tcp_channel.h>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using plugins::payterm_zvt::ZvtTerminal;
using sdk::ErrorCode;
using sdk::PaymentState;

/// The driver against the simulated terminal: whatever happens to an answer, money is never taken twice, and what
/// became of it is never guessed.
class ZvtTerminalTest : public QObject
{
    Q_OBJECT

    testing::TerminalBench m_bench;

    bool order(const nlohmann::json& request) { return m_bench.order(request); }
    nlohmann::json state() { return m_bench.state(); }
    template <class Deed>
    testing::TerminalBench::Report payWhile(Deed deed, std::chrono::milliseconds limit = 10s)
    {
        return m_bench.payWhile(deed, limit);
    }

    void makeTerminal()
    {
        ZvtTerminal::Setup setup;
        setup.ledgerFile = m_bench.simulator->path(QStringLiteral("ledger.json")).toStdString();
        setup.answerTime = 500ms;
        setup.partingTime = 800ms;
        setup.askPause = 50ms;
        m_bench.terminal =
            std::make_unique<ZvtTerminal>(setup, sdk::tcpConnection({"127.0.0.1", m_bench.port()}), m_bench.host);
        const testing::DriverCall call;
        (void)m_bench.terminal->open(call);
    }

    // The person pays while the driver hears nothing any more.
    void payUnheard()
    {
        const auto lost = payWhile(
            [&](auto&) {
                order({{"do", "fault"}, {"kind", "silence"}});
                order({{"do", "person"}, {"deed", "pay"}});
            },
            1s);
        QCOMPARE(lost.failure().code, ErrorCode::OutcomeUnknown);
        QVERIFY(order({{"do", "clear"}}));
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_bench.start(QStringLiteral("banshi-virtual-zvt")));
        makeTerminal();
    }
    void cleanup() { m_bench.stop(); }

    void takesAPaymentAndTellsOfTheCard()
    {
        const auto report = payWhile([&](auto&) { order({{"do", "person"}, {"deed", "pay"}}); });
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->state, PaymentState::Approved);
        QCOMPARE(report->amountFen, std::int64_t(3650));
        QCOMPARE(report->terminalReference, std::string("0001|000001"));
        QCOMPARE(m_bench.events, std::size_t(2)); // insert the card, waiting for the bank
        QCOMPARE(state().value("takingsFen", 0), 3650);
    }

    void tellsARefusalFromAChangeOfMind()
    {
        const auto refused = payWhile([&](auto&) { order({{"do", "person"}, {"deed", "refuse"}}); });
        QCOMPARE(refused->state, PaymentState::Declined);
        QCOMPARE(refused->reason, std::string("zvt-05"));
        const auto cancelled = payWhile([&](auto&) { order({{"do", "person"}, {"deed", "cancel"}}); });
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
        const auto report = payWhile(
            [&](auto&) {
                order({{"do", "fault"}, {"kind", kind.toStdString()}, {"times", 2}});
                order({{"do", "person"}, {"deed", "pay"}});
            },
            2500ms);
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->state, PaymentState::Approved);
        QCOMPARE(report->amountFen, std::int64_t(3650));
        QCOMPARE(state().value("payments", 0), 1);
        QCOMPARE(state().value("takingsFen", 0), 3650);
    }

    void goesOnWaitingBehindALostConnection()
    {
        const auto report = payWhile([&](auto&) {
            order({{"do", "fault"}, {"kind", "unplug"}, {"ms", 50}});
            QTRY_VERIFY(state().value("plugged", false)); // it asks now and then, and is told to wait
            order({{"do", "person"}, {"deed", "pay"}});
        });
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->state, PaymentState::Approved);
        QCOMPARE(state().value("payments", 0), 1);
    }

    void knowsThatARestartedTerminalTookNothing()
    {
        (void)payWhile([&](auto&) { order({{"do", "person"}, {"deed", "pay"}}); }); // so that there is a last one
        const auto report = payWhile([&](auto&) { order({{"do", "fault"}, {"kind", "restart"}, {"ms", 100}}); });
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->state, PaymentState::NotStarted);
        QCOMPARE(state().value("takingsFen", 0), 3650);
    }

    void doesNotTakeAnothersPaymentForItsOwn()
    {
        QVERIFY(order({{"do", "fault"}, {"kind", "noReceipt"}}));
        const auto report = payWhile(
            [&](auto&) {
                order({{"do", "fault"}, {"kind", "silence"}});
                order({{"do", "person"}, {"deed", "pay"}});
            },
            2s);
        QVERIFY(!report.ok());
        QCOMPARE(report.failure().code, ErrorCode::OutcomeUnknown);
    }

    void abortsWhenCancelled()
    {
        const auto report = payWhile([](testing::DriverCall& call) { call.cancel(); });
        QVERIFY2(report.ok(), report.ok() ? "" : report.failure().detail.c_str());
        QCOMPARE(report->state, PaymentState::Aborted);
        QVERIFY(!state().value("paying", true));
    }

    void saysUnknownWhenAnAbortIsIgnored()
    {
        QVERIFY(order({{"do", "fault"}, {"kind", "ignoredAbort"}}));
        const auto report = payWhile([](testing::DriverCall& call) { call.cancel(); });
        QVERIFY(!report.ok());
        QCOMPARE(report.failure().code, ErrorCode::OutcomeUnknown);
        QVERIFY(order({{"do", "person"}, {"deed", "pay"}}));
        const testing::DriverCall call;
        QCOMPARE(m_bench.terminal->query("PAY0000001", call)->state, PaymentState::Approved);
    }

    // What is said after a payment was given up must not be taken for the end of the next one.
    void keepsTheAnswersOfTwoPaymentsApart()
    {
        const auto first = payWhile([&](testing::DriverCall& call) {
            order({{"do", "fault"}, {"kind", "silence"}, {"ms", 1000}});
            call.cancel();
        });
        QVERIFY(!first.ok());
        QVERIFY(order({{"do", "clear"}}));
        const auto second = payWhile([&](auto&) { order({{"do", "person"}, {"deed", "pay"}}); });
        QVERIFY2(second.ok(), second.ok() ? "" : second.failure().detail.c_str());
        QCOMPARE(second->state, PaymentState::Approved);
    }

    void findsThePaymentOfAnEarlierProcess()
    {
        (void)payWhile([&](auto&) { order({{"do", "person"}, {"deed", "pay"}}); }); // so that there is a last one
        const auto lost = payWhile([&](auto&) { order({{"do", "fault"}, {"kind", "silence"}}); }, 1s);
        QCOMPARE(lost.failure().code, ErrorCode::OutcomeUnknown);
        QVERIFY(order({{"do", "clear"}}));
        makeTerminal();
        const testing::DriverCall call;
        QCOMPARE(m_bench.terminal->query("PAY0000001", call)->state, PaymentState::NotStarted);
        QCOMPARE(m_bench.terminal->query("NEVER", call).failure().code, ErrorCode::UnsupportedCommand);
    }

    void findsOutTheEndOfAPaymentBeforeTheNextBegins()
    {
        payUnheard();
        QVERIFY(order({{"do", "person"}, {"deed", "refuse"}, {"always", true}}));
        const testing::DriverCall call;
        QCOMPARE(m_bench.terminal->pay({"PAY0000002", 100}, call)->state, PaymentState::Declined);
        const auto first = m_bench.terminal->query("PAY0000001", call);
        QVERIFY2(first.ok(), first.ok() ? "" : first.failure().detail.c_str());
        QCOMPARE(first->state, PaymentState::Approved);
        QCOMPARE(first->amountFen, std::int64_t(3650));
    }

    void findsOutTheEndOfAPaymentWhenItIsOpened()
    {
        payUnheard();
        makeTerminal();
        QVERIFY(order({{"do", "fault"}, {"kind", "noReceipt"}})); // it is too late to ask now
        const testing::DriverCall call;
        QCOMPARE(m_bench.terminal->query("PAY0000001", call)->state, PaymentState::Approved);
    }

    // A payment of the same amount follows one that nobody could tell of: it must not be taken for that.
    void leavesUnknownWhatTheTerminalCannotTellAnyMore()
    {
        payUnheard();
        QVERIFY(order({{"do", "fault"}, {"kind", "noReceipt"}}));
        QVERIFY(order({{"do", "person"}, {"deed", "pay"}, {"always", true}}));
        const testing::DriverCall call;
        QCOMPARE(m_bench.terminal->pay({"PAY0000002", 3650}, call)->state, PaymentState::Approved);
        QVERIFY(order({{"do", "clear"}}));
        const auto first = m_bench.terminal->query("PAY0000001", call);
        QVERIFY2(first.ok(), first.ok() ? "" : first.failure().detail.c_str());
        QCOMPARE(first->state, PaymentState::Unknown);
        QCOMPARE(m_bench.terminal->abort("PAY0000001", call)->state, PaymentState::Unknown);
    }

    void refusesWhileTheTerminalIsBusy()
    {
        QVERIFY(order({{"do", "fault"}, {"kind", "ignoredAbort"}}));
        QVERIFY(!payWhile([](testing::DriverCall& call) { call.cancel(); }).ok());
        const testing::DriverCall call;
        const auto next = m_bench.terminal->pay({"PAY0000002", 100}, call);
        QVERIFY(!next.ok());
        QCOMPARE(next.failure().errorCode, std::string("terminalBusy"));
        QCOMPARE(m_bench.terminal->query("PAY0000001", call)->state, PaymentState::InProgress);
        QVERIFY(order({{"do", "clear"}}));
        QCOMPARE(m_bench.terminal->abort("PAY0000001", call)->state, PaymentState::Aborted);
        QVERIFY(!state().value("paying", true));
    }

    void takesAPaymentBack()
    {
        const auto paid = payWhile([&](auto&) { order({{"do", "person"}, {"deed", "pay"}}); });
        const testing::DriverCall call;
        const auto reversed = m_bench.terminal->reverse({"REV0000001", paid->terminalReference, 3650}, call);
        QVERIFY2(reversed.ok(), reversed.ok() ? "" : reversed.failure().detail.c_str());
        QCOMPARE(reversed->state, PaymentState::Reversed);
        QCOMPARE(state().value("takingsFen", -1), 0);
        const auto again = m_bench.terminal->reverse({"REV0000002", paid->terminalReference, 3650}, call);
        QCOMPARE(again->state, PaymentState::Declined);
        QCOMPARE(again->reason, std::string("zvt-B4"));
        QCOMPARE(m_bench.terminal->reverse({"REV0000003", "no receipt", 1}, call).failure().code,
                 ErrorCode::InvalidData);
    }

    void opensBehindAGreetingAndReportsABrokenTerminal()
    {
        QVERIFY(order({{"do", "fault"}, {"kind", "greeting"}}));
        QVERIFY(order({{"do", "fault"}, {"kind", "broken"}}));
        m_bench.terminal->close();
        const testing::DriverCall call;
        const auto opened = m_bench.terminal->open(call);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
        const auto status = m_bench.host.status<sdk::PaymentTerminalStatus>();
        QCOMPARE(status->common.device, sdk::DeviceState::HardwareError);
        QCOMPARE(status->common.reasons.front(), std::string("zvt-C2"));
    }
};

BANSHI_TEST(ZvtTerminalTest)
#include "zvt_terminal_test.moc"

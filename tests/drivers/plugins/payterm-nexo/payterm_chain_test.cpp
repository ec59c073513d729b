// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/error_codes.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/payment_payloads.h"
#include "banshi/testing/device_chain.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using client::DeviceCondition;
using protocol::CompletionCode;

/// From the proxy to the terminal and back.
class PaytermChainTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::Simulator> m_terminal;
    std::unique_ptr<testing::DeviceChain> m_chain;

    bool order(const nlohmann::json& request) { return m_terminal->control(request).value("ok", false); }
    bool waitForPaying()
    {
        return QTest::qWaitFor([this] { return m_terminal->control({{"do", "state"}}).value("paying", false); });
    }

private Q_SLOTS:
    void init()
    {
        m_terminal = std::make_unique<testing::Simulator>();
        QVERIFY(m_terminal->start(QStringLiteral("banshi-virtual-payterm"),
                                  {QStringLiteral("--port-file"), QStringLiteral("%/port")}));
        const int port = m_terminal->control({{"do", "state"}}).value("port", 0);
        m_chain = std::make_unique<testing::DeviceChain>();
        QVERIFY(m_chain->start(QStringLiteral("payterm-nexo"), QStringLiteral("tcp:127.0.0.1:%1").arg(port),
                               QStringLiteral(R"({"poi_id":"V400m-1"})")));
    }
    void cleanup()
    {
        m_chain.reset();
        m_terminal.reset();
    }

    void paysAndTakesItBack()
    {
        QVERIFY(order({{"do", "person"}, {"deed", "pay"}, {"always", true}}));
        const auto paid =
            m_chain->run(protocol::command::kPay, protocol::toJson(sdk::PaymentRequest{"CHAIN00001", 3650}));
        QVERIFY(paid.has_value());
        QVERIFY2(paid->ok(), paid->description.c_str());
        const auto report = protocol::paymentReportFromJson(paid->payload);
        QVERIFY(report);
        QCOMPARE(report->state, sdk::PaymentState::Approved);
        QCOMPARE(paid->payload.dump().find("0018"), std::string::npos); // nothing of the card
        const auto reversed = m_chain->run(
            protocol::command::kReversePayment,
            protocol::toJson(sdk::ReversalRequest{"CHAIN00002", report->terminalReference, report->amountFen}));
        QCOMPARE(protocol::paymentReportFromJson(reversed->payload)->state, sdk::PaymentState::Reversed);
        const auto last = m_chain->run(protocol::command::kLastTransaction, nlohmann::json::object());
        QCOMPARE(last->payload.value("reference", ""), std::string("CHAIN00002"));
    }

    void reportsAKilledHostAsUnknownAndFindsThePayment()
    {
        const auto slot =
            m_chain->send(protocol::command::kPay, protocol::toJson(sdk::PaymentRequest{"CHAIN00003", 100}), 60s);
        QVERIFY(waitForPaying());
        QVERIFY(m_chain->killHost());
        QTRY_VERIFY_WITH_TIMEOUT(slot->has_value(), 20000);
        QCOMPARE((*slot)->code, CompletionCode::OutcomeUnknown);
        QVERIFY(order({{"do", "person"}, {"deed", "pay"}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_chain->proxy().condition(), DeviceCondition::Ok, 20000);
        const auto found = m_chain->run(protocol::command::kQueryPayment, {{"reference", "CHAIN00003"}});
        QVERIFY(found && found->ok());
        QCOMPARE(found->payload.value("state", ""), std::string("approved"));
        QCOMPARE(m_terminal->control({{"do", "state"}}).value("payments", 0), 1);
    }

    void stopsAPaymentThatIsCancelled()
    {
        const auto slot = std::make_shared<std::optional<client::Completion>>();
        const quint32 id =
            m_chain->proxy().send(protocol::command::kPay, protocol::toJson(sdk::PaymentRequest{"CHAIN00004", 100}),
                                  60s, [slot](const client::Completion& done) { *slot = done; });
        QVERIFY(waitForPaying());
        m_chain->proxy().cancel(id);
        QTRY_VERIFY_WITH_TIMEOUT(slot->has_value(), 20000);
        QCOMPARE((*slot)->code, CompletionCode::Success);
        QCOMPARE((*slot)->payload.value("state", ""), std::string("aborted"));
    }

    void refusesAReferenceThatCannotBe()
    {
        for (const char* reference : {"", "too-long-to-be-one", "sp ace", "dash-"})
        {
            const auto done = m_chain->run(protocol::command::kPay, {{"reference", reference}, {"amountFen", 1}});
            QCOMPARE(done->code, CompletionCode::InvalidData);
        }
        QCOMPARE(m_chain->run(protocol::command::kPay, {{"reference", "A"}, {"amountFen", 0}})->code,
                 CompletionCode::InvalidData);
    }

    void followsATerminalThatStartsAnew()
    {
        QVERIFY(order({{"do", "fault"}, {"kind", "unplug"}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_chain->proxy().condition(), DeviceCondition::Fault, 20000);
        QVERIFY(order({{"do", "plug"}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_chain->proxy().condition(), DeviceCondition::Ok, 20000);
    }
};

BANSHI_TEST(PaytermChainTest)
#include "payterm_chain_test.moc"

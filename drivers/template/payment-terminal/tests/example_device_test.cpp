// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"
#include "fake_host.h"

#include <QTest>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::example_driver;

namespace
{

using Script = std::vector<std::pair<char, std::string>>;

/// An exchange that begins with opening the device.
Script opened(Script rest)
{
    rest.insert(rest.begin(), {{'>', "ID?"}, {'<', "ID EXAMPLE-1"}, {'>', "STATE?"}, {'<', "STATE idle"}});
    return rest;
}

} // namespace

/// The driver against recorded lines; the proving ground tries it against the simulator.
class ExampleDeviceTest : public QObject
{
    Q_OBJECT

    FakeHost m_host;
    FakeCall m_call;

private Q_SLOTS:
    void init() { m_call = FakeCall(); } // its time passes in pauses only, and stays passed

    void asksUntilThePersonHasPaid()
    {
        ExampleDevice device(replay(opened({{'>', "PAY a1 300"},
                                            {'<', "PAYING a1"},
                                            {'>', "ASK a1"},
                                            {'<', "RESULT a1 paying 0 - -"},
                                            {'>', "ASK a1"},
                                            {'<', "RESULT a1 approved 300 R000001 6230584403990001"}})),
                             m_host);
        QVERIFY(device.open(m_call).ok());
        const auto paid = device.pay({"a1", 300}, m_call);
        QVERIFY(paid.ok());
        QCOMPARE(paid->state, sdk::PaymentState::Approved);
        QCOMPARE(paid->amountFen, 300);
        QCOMPARE(paid->terminalReference, std::string("R000001"));
        QVERIFY(!m_host.status<sdk::PaymentTerminalStatus>()->paying);
    }

    void stopsAPaymentThatNobodyMakes()
    {
        Script script = opened({{'>', "PAY a1 300"}, {'<', "PAYING a1"}});
        for (int i = 0; i < 26; ++i) // 7.5 of the ten seconds, and 0.3 between two questions
            script.insert(script.end(), {{'>', "ASK a1"}, {'<', "RESULT a1 paying 0 - -"}});
        script.insert(script.end(), {{'>', "ABORT a1"}, {'<', "RESULT a1 aborted 0 - -"}});
        ExampleDevice device(replay(script), m_host);
        QVERIFY(device.open(m_call).ok());
        const auto paid = device.pay({"a1", 300}, m_call);
        QVERIFY(paid.ok());
        QCOMPARE(paid->state, sdk::PaymentState::Aborted);
        QCOMPARE(paid->amountFen, 0);
    }

    void doesNotKnowWhatTheTerminalDoesNotSay()
    {
        ExampleDevice device(replay(opened({{'>', "PAY a1 300"}})), m_host);
        QVERIFY(device.open(m_call).ok());
        const auto paid = device.pay({"a1", 300}, m_call);
        QVERIFY(!paid.ok());
        QCOMPARE(paid.failure().code, sdk::ErrorCode::OutcomeUnknown);
    }

    void sendsNothingWhileAnotherPaymentRuns()
    {
        ExampleDevice device(replay(opened({{'>', "PAY a1 300"}, {'<', "BUSY"}})), m_host);
        QVERIFY(device.open(m_call).ok());
        const auto paid = device.pay({"a1", 300}, m_call);
        QVERIFY(!paid.ok());
        QCOMPARE(paid.failure().errorCode, std::string("terminalBusy"));
    }

    void refusesToReverseWhatIsNotItsOwn()
    {
        ExampleDevice device(replay(opened({})), m_host);
        QVERIFY(device.open(m_call).ok());
        const auto reversed = device.reverse({"b1", "of nobody", 300}, m_call);
        QVERIFY(!reversed.ok());
        QCOMPARE(reversed.failure().code, sdk::ErrorCode::InvalidData);
    }
};

QTEST_GUILESS_MAIN(ExampleDeviceTest)
#include "example_device_test.moc"

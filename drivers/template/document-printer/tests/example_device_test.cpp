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
    rest.insert(rest.begin(), {{'>', "ID?"}, {'<', "ID EXAMPLE-1"}, {'>', "STATE?"}, {'<', "STATE ok"}});
    return rest;
}

const std::pair<char, std::string> kPrints{'>', "PRINT 7 2 5\n%PDF"};
const std::pair<char, std::string> kAsks{'>', "JOB? 7"};

sdk::PrintDocument document()
{
    return {7, "application/pdf", {'%', 'P', 'D', 'F', '\n'}, 2, 1};
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

    void followsAJobToItsEnd()
    {
        ExampleDevice device(replay(opened({kPrints,
                                            kAsks,
                                            {'<', "JOB 7 processing 0"},
                                            kAsks,
                                            {'<', "JOB 7 processing 1"},
                                            kAsks,
                                            {'<', "JOB 7 completed 2"}})),
                             m_host);
        QVERIFY(device.open(m_call).ok());
        const auto printed = device.sendDocument(document(), m_call);
        QVERIFY(printed.ok());
        QCOMPARE(printed->result, sdk::PrintResult::Done);
        QCOMPARE(printed->impressions, 2U);
        QCOMPARE(m_call.events(), std::size_t(2));
    }

    void saysThatSomeSheetsAreOut()
    {
        ExampleDevice device(replay(opened({kPrints, kAsks, {'<', "JOB 7 canceled 1"}})), m_host);
        QVERIFY(device.open(m_call).ok());
        QCOMPARE(device.sendDocument(document(), m_call)->result, sdk::PrintResult::FailedPartial);
    }

    void doesNotKnowWhatThePrinterDoesNotSay()
    {
        ExampleDevice device(replay(opened({kPrints})), m_host);
        QVERIFY(device.open(m_call).ok());
        const auto printed = device.sendDocument(document(), m_call);
        QVERIFY(!printed.ok());
        QCOMPARE(printed.failure().code, sdk::ErrorCode::OutcomeUnknown);
    }

    void makesOrdersOfNoNames()
    {
        ExampleDevice device(replay(opened({})), m_host);
        QVERIFY(device.open(m_call).ok());
        QCOMPARE(device.createJob("x\nPRINT 7 1 0", m_call).failure().code, sdk::ErrorCode::InvalidData);
    }

    void refusesWhatItCannotPrint()
    {
        ExampleDevice device(replay(opened({})), m_host);
        QVERIFY(device.open(m_call).ok());
        auto foreign = document();
        foreign.format = "image/png";
        QCOMPARE(device.sendDocument(foreign, m_call).failure().code, sdk::ErrorCode::UnsupportedData);
    }
};

QTEST_GUILESS_MAIN(ExampleDeviceTest)
#include "example_device_test.moc"

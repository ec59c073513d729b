// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"
#include "fake_host.h"

#include <QTest>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::example_driver;

namespace
{

const std::pair<char, std::string> kAsksWho{'>', "ID?"};
const std::pair<char, std::string> kSaysWho{'<', "ID EXAMPLE-1"};
const std::pair<char, std::string> kAsksState{'>', "STATE?"};
const std::pair<char, std::string> kOk{'<', "STATE ok"};
const sdk::Slip kSlip{"s1", {sdk::TextLine{"测试", 1, sdk::Align::Left, false}}};

} // namespace

/// The driver against recorded lines; the proving ground tries it against the simulator.
class ExampleDeviceTest : public QObject
{
    Q_OBJECT

    FakeHost m_host;
    FakeCall m_call;

private Q_SLOTS:
    void provesASlip()
    {
        ExampleDevice device(
            replay({kAsksWho, kSaysWho, kAsksState, kOk, kAsksState, kOk, {'>', "PRINT 7\n测试"}, {'<', "DONE"}}),
            m_host);
        QVERIFY(device.open(m_call).ok());
        QVERIFY(device.printSlip(kSlip, m_call).ok());
    }

    void refusesWithoutPaper()
    {
        ExampleDevice device(replay({kAsksWho, kSaysWho, kAsksState, kOk, kAsksState, {'<', "STATE paper"}}), m_host);
        QVERIFY(device.open(m_call).ok());
        const auto printed = device.printSlip(kSlip, m_call);
        QVERIFY(!printed.ok());
        QCOMPARE(printed.failure().errorCode, std::string("paperOut"));
        QCOMPARE(m_host.status<sdk::ReceiptPrinterStatus>()->paper, sdk::PaperState::Out);
    }

    void doesNotKnowWhatTheRecordingDoesNotSay()
    {
        ExampleDevice device(replay({kAsksWho, kSaysWho, kAsksState, kOk, kAsksState, kOk, {'>', "PRINT 7\n测试"}}),
                             m_host);
        QVERIFY(device.open(m_call).ok());
        const auto printed = device.printSlip(kSlip, m_call);
        QVERIFY(!printed.ok());
        QCOMPARE(printed.failure().code, sdk::ErrorCode::OutcomeUnknown);
    }
};

QTEST_GUILESS_MAIN(ExampleDeviceTest)
#include "example_device_test.moc"

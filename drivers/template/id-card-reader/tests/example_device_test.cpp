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
const std::pair<char, std::string> kAsksCard{'>', "CARD?"};
const std::pair<char, std::string> kNoCard{'<', "CARD no"};
const std::pair<char, std::string> kCard{'<', "CARD yes"};

} // namespace

/// The driver against recorded lines; the proving ground tries it against the simulator.
class ExampleDeviceTest : public QObject
{
    Q_OBJECT

    FakeHost m_host;
    FakeCall m_call;

private Q_SLOTS:
    void readsACardThatIsLaidDown()
    {
        ExampleDevice device(
            replay({kAsksWho,
                    kSaysWho,
                    kAsksCard,
                    kNoCard,
                    kAsksCard,
                    kNoCard,
                    kAsksCard,
                    kCard,
                    {'>', "READ"},
                    {'<', "READ 测试|1|汉|19900101|某街1号|440399199001010018|某局|20150301|20350301"}}),
            m_host);
        QVERIFY(device.open(m_call).ok());
        const auto card = device.read(m_call);
        QVERIFY(card.ok());
        QCOMPARE(card->number, std::string("440399199001010018"));
        QCOMPARE(card->validTo, std::string("20350301"));
        QCOMPARE(m_call.events(), std::size_t(2));
        QVERIFY(m_host.logged().empty());
    }

    void saysThatNoCardCame()
    {
        std::vector<std::pair<char, std::string>> script{kAsksWho, kSaysWho, kAsksCard, kNoCard};
        for (int i = 0; i < 60; ++i)
            script.insert(script.end(), {kAsksCard, kNoCard});
        ExampleDevice device(replay(script), m_host);
        QVERIFY(device.open(m_call).ok());
        const auto card = device.read(m_call);
        QVERIFY(!card.ok());
        QCOMPARE(card.failure().errorCode, std::string("noMedia"));
    }

    void refusesACardWithAMissingField()
    {
        ExampleDevice device(
            replay({kAsksWho, kSaysWho, kAsksCard, kCard, kAsksCard, kCard, {'>', "READ"}, {'<', "READ 测试|1|汉"}}),
            m_host);
        QVERIFY(device.open(m_call).ok());
        const auto card = device.read(m_call);
        QVERIFY(!card.ok());
        QCOMPARE(card.failure().errorCode, std::string("readFailed"));
    }
};

QTEST_GUILESS_MAIN(ExampleDeviceTest)
#include "example_device_test.moc"

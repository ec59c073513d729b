// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/keypad_hid/evdev_keypad.h"

#include "banshi/testing/driver_call.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <linux/input-event-codes.h>
#include <thread>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using namespace banshi::drivers::plugins::keypad_hid;
using Words = std::vector<std::string>;

/// The driver against the simulated keypad.
class EvdevKeypadTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::Simulator> m_simulator;
    testing::DriverHost m_host;
    std::unique_ptr<EvdevKeypad> m_keypad;

    bool order(const nlohmann::json& request) { return m_simulator->control(request).value("ok", false); }
    bool press(int key) { return order({{"do", "press"}, {"key", key}}); }
    std::string jack()
    {
        const testing::DriverCall call;
        (void)m_keypad->poll(call);
        return m_host.status<sdk::KeypadStatus>()->sensors.at("enhancedAudioSensor");
    }

    // Listens while `deed` happens.
    template <class Deed>
    sdk::Outcome<Words> listenWhile(int most, Deed deed, std::size_t* events = nullptr)
    {
        testing::DriverCall call(5s);
        sdk::Outcome<Words> keys = sdk::failure(sdk::ErrorCode::InternalError);
        std::thread worker([&] {
            keys = m_keypad->listen(most, call);
            if (events != nullptr)
                *events = call.events().size();
        });
        const bool isListening =
            QTest::qWaitFor([this] { return m_host.status<sdk::KeypadStatus>()->listening; }, 5000);
        deed(call);
        worker.join();
        return isListening ? std::move(keys) : sdk::failure(sdk::ErrorCode::InternalError, "it never listened");
    }

private Q_SLOTS:
    void init()
    {
        m_simulator = std::make_unique<testing::Simulator>();
        QVERIFY(m_simulator->start(QStringLiteral("banshi-virtual-keypad"),
                                   {QStringLiteral("--node"), QStringLiteral("%/event")}));
        const std::string node = m_simulator->path(QStringLiteral("event")).toStdString();
        m_keypad = std::make_unique<EvdevKeypad>(
            EvdevKeypad::Setup{}, [node](const sdk::CallContext&) { return EvdevChannel::open(node, true); }, m_host);
        const testing::DriverCall call;
        const auto opened = m_keypad->open(call);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
    }
    void cleanup()
    {
        m_keypad.reset();
        m_simulator.reset();
    }

    void tellsKeysAsTheyArePressed_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"none", "splitBytes", "slow", "noise", "held", "dropped"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void tellsKeysAsTheyArePressed()
    {
        QFETCH(QString, kind);
        if (kind != QStringLiteral("none"))
            QVERIFY(order({{"do", "fault"}, {"kind", kind.toStdString()}, {"times", 3}}));
        std::size_t events = 0;
        const auto keys = listenWhile(
            3,
            [&](auto&) {
                QVERIFY(press(KEY_5));
                QVERIFY(press(KEY_UP));
                QVERIFY(press(KEY_ENTER));
            },
            &events);
        QVERIFY2(keys.ok(), keys.ok() ? "" : keys.failure().detail.c_str());
        QCOMPARE(*keys, (Words{"five", "up", "enter"}));
        QCOMPARE(events, std::size_t(3));
        QVERIFY(!m_host.status<sdk::KeypadStatus>()->listening);
    }

    void throwsAwayWhatNobodyAskedFor()
    {
        QVERIFY(press(KEY_7));
        const auto keys = listenWhile(1, [&](auto&) { QVERIFY(press(KEY_8)); });
        QVERIFY(keys.ok());
        QCOMPARE(*keys, (Words{"eight"}));
    }

    void stopsWhenCancelled()
    {
        const auto keys = listenWhile(0, [&](testing::DriverCall& call) {
            QVERIFY(press(KEY_1));
            call.cancel();
        });
        QCOMPARE(keys.failure().code, sdk::ErrorCode::Canceled);
    }

    void hearsOfTheHeadset()
    {
        QCOMPARE(jack(), std::string("notPresent"));
        QVERIFY(order({{"do", "switch"}, {"code", SW_HEADPHONE_INSERT}, {"on", true}}));
        QTRY_COMPARE(jack(), std::string("present"));
        // An event that the kernel has lost is made up for by asking.
        QVERIFY(order({{"do", "fault"}, {"kind", "dropped"}}));
        QVERIFY(order({{"do", "switch"}, {"code", SW_HEADPHONE_INSERT}, {"on", false}}));
        QTRY_COMPARE(jack(), std::string("notPresent"));
        // And one that was in before the start is seen at the start.
        QVERIFY(order({{"do", "switch"}, {"code", SW_HEADPHONE_INSERT}, {"on", true}}));
        m_keypad->close();
        const testing::DriverCall call;
        QVERIFY(m_keypad->open(call).ok());
        QCOMPARE(m_host.status<sdk::KeypadStatus>()->sensors.at("enhancedAudioSensor"), std::string("present"));
    }

    void noticesThatItIsGoneAndThatSomebodyElseHasIt()
    {
        const auto lost = listenWhile(1, [&](auto&) { QVERIFY(order({{"do", "fault"}, {"kind", "unplug"}})); });
        QCOMPARE(lost.failure().code, sdk::ErrorCode::DeviceNotReady);
        const testing::DriverCall call;
        QCOMPARE(m_keypad->open(call).failure().code, sdk::ErrorCode::DeviceNotReady);
        QVERIFY(order({{"do", "plug"}}));
        QVERIFY(m_keypad->open(call).ok());
        const std::string node = m_simulator->path(QStringLiteral("event")).toStdString();
        QCOMPARE(EvdevChannel::open(node, true).failure().code, sdk::ErrorCode::DeviceNotReady);
        QCOMPARE(EvdevChannel::open(node, false).failure().code, sdk::ErrorCode::DeviceNotReady);
    }
};

BANSHI_TEST(EvdevKeypadTest)
#include "evdev_keypad_test.moc"

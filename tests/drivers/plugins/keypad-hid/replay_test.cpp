// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/keypad_hid/evdev_keypad.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/replay.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace banshi::drivers::plugins::keypad_hid;

namespace
{

/// An input device whose events were recorded, and whose switches were off then. Threads: one.
class RecordedSource : public KeySource
{
public:
    explicit RecordedSource(std::unique_ptr<sdk::ByteChannel> events) : m_events(std::move(events)) {}
    [[nodiscard]] sdk::ByteChannel& events() override { return *m_events; }
    [[nodiscard]] std::optional<std::set<std::uint16_t>> switches() override { return std::set<std::uint16_t>(); }

private:
    std::unique_ptr<sdk::ByteChannel> m_events;
};

} // namespace

/// The driver against recorded input events of a number pad with a headset's jack.
class ReplayTest : public QObject
{
    Q_OBJECT

    testing::DriverHost m_host;
    testing::Replay m_replay{"keypad-hid", "four-two-enter.txt"};
    EvdevKeypad m_keypad{EvdevKeypad::Setup{},
                         [this](const sdk::CallContext& call) -> sdk::Outcome<std::unique_ptr<KeySource>> {
                             auto events = m_replay.connect()(call);
                             if (!events)
                                 return events.failure();
                             return std::unique_ptr<KeySource>(std::make_unique<RecordedSource>(std::move(*events)));
                         },
                         m_host};

private Q_SLOTS:
    void tellsTheRecordedKeys()
    {
        const testing::DriverCall call;
        const auto opened = m_keypad.open(call);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
        const auto keys = m_keypad.listen(3, call);
        QVERIFY2(keys.ok(), keys.ok() ? "" : keys.failure().detail.c_str());
        QCOMPARE(*keys, (std::vector<std::string>{"four", "two", "enter"}));
        QCOMPARE(call.events().size(), std::size_t(3));
        const auto status = m_host.status<sdk::KeypadStatus>();
        QCOMPARE(status->sensors.at("enhancedAudioSensor"), std::string("present"));
        QVERIFY(m_replay.isFinished());
    }
};

BANSHI_TEST(ReplayTest)
#include "replay_test.moc"

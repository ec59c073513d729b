// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/keypad_hid/event_cutter.h"

#include "banshi/testing/suite.h"

#include <QTest>
#include <algorithm>

using namespace banshi::drivers::plugins::keypad_hid;

class EventCutterTest : public QObject
{
    Q_OBJECT

    // Two events as `evtest` and `hexdump` show them on a 64-bit little-endian machine: 16 bytes of time, type, code,
    // value; KEY_ENTER pressed, then SYN_REPORT.
    const QByteArray m_stream = QByteArray::fromHex("8c7d5e6700000000 e1a3050000000000 0100 1c00 01000000"
                                                    "8c7d5e6700000000 e1a3050000000000 0000 0000 00000000");

private Q_SLOTS:
    void initTestCase()
    {
        if (sizeof(void*) != 8 || Q_BYTE_ORDER != Q_LITTLE_ENDIAN)
            QSKIP("the recorded events are of another kind of machine");
    }

    void cutsWhereverItIsCut()
    {
        for (const qsizetype piece : {1, 7, 24, 48})
        {
            EventCutter cutter;
            std::vector<InputEvent> events;
            for (qsizetype at = 0; at < m_stream.size(); at += piece)
            {
                const QByteArray part = m_stream.mid(at, piece);
                cutter.feed({reinterpret_cast<const std::uint8_t*>(part.constData()), std::size_t(part.size())});
                while (const auto event = cutter.take())
                    events.push_back(*event);
            }
            QCOMPARE(events.size(), std::size_t(2));
            QCOMPARE(events[0], (InputEvent{1, 28, 1}));
            QCOMPARE(events[1], (InputEvent{0, 0, 0}));
        }
    }

    void forgetsHalfAnEvent()
    {
        EventCutter cutter;
        cutter.feed({reinterpret_cast<const std::uint8_t*>(m_stream.constData()), 10});
        cutter.reset();
        cutter.feed({reinterpret_cast<const std::uint8_t*>(m_stream.constData()), 24});
        QCOMPARE(*cutter.take(), (InputEvent{1, 28, 1}));
        QVERIFY(!cutter.take());
    }
};

BANSHI_TEST(EventCutterTest)
#include "event_cutter_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/wire/speaker.h"

#include "banshi/base/system_clock.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers::virtual_wire;
using namespace std::chrono_literals;

class SpeakerTest : public QObject
{
    Q_OBJECT

    base::SystemClock m_clock;
    std::vector<Speaker::Bytes> m_said;
    std::unique_ptr<Speaker> m_speaker;
    const Speaker::Bytes m_answer{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    Speaker::Bytes all() const
    {
        Speaker::Bytes bytes;
        for (const auto& piece : m_said)
            bytes.insert(bytes.end(), piece.begin(), piece.end());
        return bytes;
    }

private Q_SLOTS:
    void init()
    {
        m_said.clear();
        m_speaker =
            std::make_unique<Speaker>(m_clock, [this](const Speaker::Bytes& bytes) { m_said.push_back(bytes); });
    }

    void knowsEachFaultByItsWord()
    {
        for (const auto fault : {LineFault::SplitBytes, LineFault::WrongChecksum, LineFault::Noise, LineFault::Silence,
                                 LineFault::HalfFrame, LineFault::Slow, LineFault::Flood, LineFault::OtherAnswer})
            QCOMPARE(lineFaultOf(text(fault)), std::optional(fault));
        QVERIFY(!lineFaultOf("teleport"));
    }

    void saysAnAnswerWholeWhenNothingIsArmed()
    {
        m_speaker->say(m_answer);
        QCOMPARE(m_said.size(), std::size_t(1));
        QVERIFY(all() == m_answer);
    }

    void takesTheTimeOfASerialLine()
    {
        testing::ManualClock clock;
        std::size_t said = 0;
        Speaker speaker(clock, [&said](const Speaker::Bytes& bytes) { said += bytes.size(); });
        speaker.pace(10'000); // a byte each millisecond
        speaker.say(m_answer);
        QCOMPARE(said, std::size_t(0));
        clock.advance(1ms);
        QTRY_COMPARE(said, std::size_t(1));
        clock.advance(5ms); // a tick that comes late
        QTRY_COMPARE(said, std::size_t(6));
        clock.advance(100ms);
        QTRY_COMPARE(said, std::size_t(10));
        speaker.say(m_answer); // the line was idle: nothing of that time is made up for
        QCOMPARE(said, std::size_t(10));
    }

    void splitsOrDawdlesWithoutLosingAByte()
    {
        for (const auto fault : {LineFault::SplitBytes, LineFault::Slow})
        {
            m_said.clear();
            m_speaker->arm(fault, 1, 0ms);
            m_speaker->say(m_answer);
            m_speaker->say({11});
            QTRY_COMPARE(all().size(), m_answer.size() + 1);
            QVERIFY(m_said.size() > 3);
            QVERIFY(all().back() == 11);
        }
    }

    void damagesOnlyAsManyAnswersAsItIsTold()
    {
        m_speaker->arm(LineFault::WrongChecksum, 2, 0ms);
        for (int i = 0; i < 3; ++i)
            m_speaker->say(m_answer);
        QVERIFY(m_said[0].back() == 0xF5 && m_said[1].back() == 0xF5 && m_said[2] == m_answer);
    }

    void cutsAnAnswerAndPutsNoiseBeforeAnother()
    {
        m_speaker->arm(LineFault::HalfFrame, 1, 0ms);
        m_speaker->say(m_answer);
        QCOMPARE(m_said[0].size(), std::size_t(5));
        m_speaker->arm(LineFault::Noise, 1, 0ms);
        m_speaker->say(m_answer);
        QVERIFY(m_said[1].size() > m_answer.size());
        QVERIFY(std::equal(m_answer.rbegin(), m_answer.rend(), m_said[1].rbegin()));
    }

    void repeatsTheAnswerBeforeAndFloods()
    {
        m_speaker->say({0x42});
        m_speaker->arm(LineFault::OtherAnswer, 1, 0ms);
        m_speaker->say(m_answer);
        QVERIFY(m_said[1].front() == 0x42 && m_said[1].size() == 11);
        m_said.clear();
        m_speaker->arm(LineFault::Flood, 1, 0ms);
        m_speaker->say({1});
        QCOMPARE(all().size(), std::size_t(200));
    }

    void isSilentForAWhile()
    {
        m_speaker->arm(LineFault::Silence, 1, 30s);
        m_speaker->say(m_answer);
        QVERIFY(m_said.empty());
        m_speaker->disarm();
        m_speaker->say(m_answer);
        QVERIFY(all() == m_answer);
    }

    void forgetsWhatIsNotSaidYet()
    {
        m_speaker->arm(LineFault::Slow, 1, 0ms);
        m_speaker->say(m_answer);
        m_speaker->interrupt();
        m_speaker->say({99});
        QVERIFY(all().back() == 99 && all().size() == 2);
    }
};

BANSHI_TEST(SpeakerTest)
#include "speaker_test.moc"

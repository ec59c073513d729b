// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/recorded_answers.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers;
using namespace banshi::drivers::conformance;

namespace
{

using Bytes = std::vector<std::uint8_t>;

RecordedAnswers answersOf(const std::string& recording)
{
    return RecordedAnswers(std::move(*sdk::parseRecording(recording)));
}

} // namespace

/// The device's side of a recording, asked as no recording foresaw.
class RecordedAnswersTest : public QObject
{
    Q_OBJECT

    RecordedAnswers m_answers = answersOf("< ee\n> 0102\n< 11\n< 12\n> 03\n< 21\n> 0102\n< 13\n");

private Q_SLOTS:
    void init() { m_answers.rewind(); }

    void answersEachRequestAsItWasAnsweredThen()
    {
        QCOMPARE(m_answers.hear(Bytes{1, 2}), (Bytes{0x11, 0x12}));
        QCOMPARE(m_answers.hear(Bytes{3}), (Bytes{0x21}));
        QCOMPARE(m_answers.hear(Bytes{1, 2}), (Bytes{0x13}));
    }

    void answersARequestThatComesMoreOftenThanItWasRecorded()
    {
        QCOMPARE(m_answers.hear(Bytes{3}), (Bytes{0x21}));
        QCOMPARE(m_answers.hear(Bytes{3}), (Bytes{0x21}));
        QCOMPARE(m_answers.hear(Bytes{1, 2}), (Bytes{0x13}));
    }

    void waitsForTheRestOfARequest()
    {
        QVERIFY(m_answers.hear(Bytes{1}).empty());
        QCOMPARE(m_answers.hear(Bytes{2, 3}), (Bytes{0x11, 0x12, 0x21}));
        QCOMPARE(m_answers.strays(), 0);
    }

    void saysNothingToWhatWasNeverAsked()
    {
        QVERIFY(m_answers.hear(Bytes{9}).empty());
        QCOMPARE(m_answers.strays(), 1);
        QCOMPARE(m_answers.hear(Bytes{3}), (Bytes{0x21}));
    }

    void beginsAgain()
    {
        (void)m_answers.hear(Bytes{1, 2});
        m_answers.rewind();
        QCOMPARE(m_answers.hear(Bytes{1, 2}), (Bytes{0x11, 0x12}));
    }

    void isSilentWhenNothingWasRecorded()
    {
        RecordedAnswers nothing = answersOf("");
        QVERIFY(nothing.hear(Bytes{1}).empty());
    }
};

BANSHI_TEST(RecordedAnswersTest)
#include "recorded_answers_test.moc"

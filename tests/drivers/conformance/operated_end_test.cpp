// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/operated_end.h"
#include "banshi/drivers/conformance/tally.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <QTimer>
#include <atomic>
#include <sstream>
#include <thread>
#include <utility>

using namespace banshi::drivers::conformance;

namespace
{

/// A keyboard at which Enter is pressed when the test says so. Threads: give() and all else may be two.
class SlowAnswer : public std::streambuf
{
public:
    void give() { m_isGiven = true; }

protected:
    int_type underflow() override
    {
        while (!m_isGiven)
            std::this_thread::yield();
        if (std::exchange(m_isRead, true))
            return traits_type::eof();
        setg(&m_enter, &m_enter, &m_enter + 1);
        return traits_type::to_int_type(m_enter);
    }

private:
    std::atomic<bool> m_isGiven = false;
    bool m_isRead = false;
    char m_enter = '\n';
};

} // namespace

class OperatedEndTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksThePersonAndWaitsForEnter()
    {
        std::ostringstream questions;
        std::istringstream answers("\n");
        OperatedEnd end("serial:/x", nlohmann::json::object(), questions, answers, true);
        QVERIFY(end.perform(act::kUnplug));
        QVERIFY(questions.str().find("Unplug") != std::string::npos);
    }

    void doesNotAskForWhatNoPersonCanDo()
    {
        std::ostringstream questions;
        std::istringstream answers;
        OperatedEnd end("serial:/x", nlohmann::json::object(), questions, answers, true);
        QVERIFY(!end.can(act::kGarbage));
        QVERIFY(end.isBeyond(act::kGarbage) && end.isBeyond(act::kStall) && !end.isBeyond(act::kUnplug));
        QVERIFY(!end.perform(act::kStall));
        QVERIFY(questions.str().empty());
    }

    void asksForTheIdleStateOnlyAfterAnAct()
    {
        std::ostringstream questions;
        std::istringstream answers("\n\n");
        OperatedEnd end("serial:/x", nlohmann::json::object(), questions, answers, true);
        QVERIFY(end.perform(act::kReset));
        QVERIFY(questions.str().empty());
        QVERIFY(end.perform(act::kOffer));
        QVERIFY(end.perform(act::kReset));
        QVERIFY(questions.str().find("idle") != std::string::npos);
    }

    void canDoNothingWithoutAPerson()
    {
        std::ostringstream questions;
        std::istringstream answers("\n");
        OperatedEnd end("serial:/x", nlohmann::json::object(), questions, answers, false);
        QVERIFY(end.perform(act::kReset));
        QVERIFY(!end.can(act::kUnplug));
    }

    void goesOnLookingAfterTheDeviceWhileItWaits()
    {
        SlowAnswer slow;
        std::ostringstream questions;
        std::istream answers(&slow);
        OperatedEnd end("serial:/x", nlohmann::json::object(), questions, answers, true);
        QTimer::singleShot(0, this, [&slow] { slow.give(); });
        QVERIFY(end.perform(act::kUnplug));
    }

    void asksMorePatienceForAPerson()
    {
        std::ostringstream questions;
        std::istringstream answers;
        QVERIFY(OperatedEnd("serial:/x", {}, questions, answers, true).pace() > std::chrono::seconds(30));
        QVERIFY(OperatedEnd("serial:/x", {}, questions, answers, false).pace() == std::chrono::seconds(0));
    }

    void asksForANumberUntilItGetsOne()
    {
        std::ostringstream questions;
        std::istringstream answers("\none\n-1\n2 slips\n2\n");
        OperatedEnd end("serial:/x", nlohmann::json::object(), questions, answers, true);
        QVERIFY(end.watch("slips have come out"));
        QVERIFY(questions.str().find("Count from here on how many slips") != std::string::npos);
        QCOMPARE(end.witnessed(), std::optional(2));
        QVERIFY(!end.witnessed()); // the end of the input is no number
        QCOMPARE(end.countedBy(), std::string("person"));
    }

    void letsNobodyCountWhereNobodyIs()
    {
        std::ostringstream questions;
        std::istringstream answers("2\n");
        OperatedEnd end("serial:/x", nlohmann::json::object(), questions, answers, false);
        QVERIFY(!end.watch("slips have come out") && questions.str().empty());
        QCOMPARE(end.countedBy(), std::string("nobody"));
    }

    void holdsADriversWordAgainstThePersonsNumber_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<bool>("isBelieved");
        QTest::newRow("one") << "1\n" << true;
        QTest::newRow("none") << "0\n" << false;
        QTest::newRow("two") << "2\n" << false;
        QTest::newRow("no answer") << "" << false;
    }

    void holdsADriversWordAgainstThePersonsNumber()
    {
        QFETCH(QString, answer);
        QFETCH(bool, isBelieved);
        std::ostringstream questions;
        std::istringstream answers(answer.toStdString());
        OperatedEnd end("serial:/x", nlohmann::json::object(), questions, answers, true);
        Tally tally(end, "slips have come out");
        const Verdict verdict = tally.isExactly(1, "one slip is printed");
        QCOMPARE(verdict.result, isBelieved ? Result::Passed : Result::Failed);
        QCOMPARE(verdict.measured.contains("countedByPerson"), !answer.isEmpty());
    }

    void takesTheEndOfItsInputForANo()
    {
        std::ostringstream questions;
        std::istringstream answers;
        OperatedEnd end("serial:/x", nlohmann::json::object(), questions, answers, true);
        QVERIFY(!end.perform(act::kUnplug));
    }
};

BANSHI_TEST(OperatedEndTest)
#include "operated_end_test.moc"

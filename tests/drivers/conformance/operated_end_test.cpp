// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/operated_end.h"
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/operated_end.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <sstream>

using namespace banshi::drivers::conformance;

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

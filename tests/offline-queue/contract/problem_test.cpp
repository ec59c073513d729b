// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/problem.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace banshi::queue::contract;
using nlohmann::json;

class ProblemTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBackWhatItWrites()
    {
        const Problem problem{503, "platform.unavailable", ProblemClass::Retry, "t", "平台忙", "busy",
                              "d", std::chrono::seconds(7)};
        const auto parsed = parseProblem(toJson(problem));
        QVERIFY(parsed.has_value());
        QCOMPARE(parsed->status, 503);
        QCOMPARE(parsed->code, problem.code);
        QCOMPARE(parsed->kind, ProblemClass::Retry);
        QCOMPARE(parsed->messageZh, problem.messageZh);
        QCOMPARE(parsed->messageEn, problem.messageEn);
        QVERIFY(parsed->retryAfter == problem.retryAfter);
    }

    void refusesWhatIsNoProblem()
    {
        const json good = toJson({400, "a.b", ProblemClass::User, "t", "", "", "", {}});
        QVERIFY(parseProblem(good).has_value());
        for (const char* member : {"code", "class", "status"})
        {
            json missing = good;
            missing.erase(member);
            QVERIFY(!parseProblem(missing).has_value());
            json wrong = good;
            wrong[member] = json::array();
            QVERIFY(!parseProblem(wrong).has_value());
        }
        json success = good;
        success["status"] = 200;
        QVERIFY(!parseProblem(success).has_value());
        QVERIFY(!parseProblem(json::array()).has_value());
    }

    void ignoresSenselessPausesAndCutsLongTexts()
    {
        json document = toJson({503, "a.b", ProblemClass::Retry, "t", "", "", "", {}});
        document["retry_after_s"] = -5;
        document["message"] = {{"zh", QStringLiteral("长").repeated(2000).toStdString()}, {"en", 1}};
        const auto parsed = parseProblem(document);
        QVERIFY(!parsed->retryAfter.has_value());
        QCOMPARE(QString::fromStdString(parsed->messageZh).size(), 400);
        QVERIFY(parsed->messageEn.empty());
    }

    void advisesByClassOnly()
    {
        QCOMPARE(retryAdvice(ProblemClass::Retry), banshi::base::Retry::Later);
        QCOMPARE(retryAdvice(ProblemClass::Operator), banshi::base::Retry::NeedsAttendant);
        QCOMPARE(retryAdvice(ProblemClass::User), banshi::base::Retry::Never);
        QCOMPARE(retryAdvice(ProblemClass::Fatal), banshi::base::Retry::Never);
    }
};

BANSHI_TEST(ProblemTest)
#include "problem_test.moc"

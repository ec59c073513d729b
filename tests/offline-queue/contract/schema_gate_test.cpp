// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/schema_gate.h"

#include "banshi/queue/contract/document.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QElapsedTimer>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace banshi;
using namespace banshi::queue::contract;
using nlohmann::json;

namespace
{

json chip()
{
    return {{"card_type", "citizen"},   {"name", "测试员"},         {"id_number", "440399199001010018"},
            {"birth", "19900101"},      {"address", "虚构路 1 号"}, {"issuer", "虚构市公安局"},
            {"valid_from", "20200101"}, {"valid_to", "长期"}};
}

json evidence()
{
    return {{"level", "face"},
            {"chip", chip()},
            {"reader", {{"device", "idcard"}, {"sam_number", "1"}}},
            {"face",
             {{"result", "match"},
              {"score", 0.41},
              {"threshold", 0.6},
              {"model", "banshi-rendered-v1"},
              {"demonstration", true},
              {"liveness", "passed"}}},
            {"nonce", "12345678"}};
}

} // namespace

class SchemaGateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsRealRequests()
    {
        QCOMPARE(request("proveIdentity", evidence()), std::string());
        QCOMPARE(request("createSession", {{"item", "utl.water"}, {"locale", "en"}, {"consents", json::array()}}),
                 std::string());
        QCOMPARE(request("closePayment", json::object()), std::string());
        QCOMPARE(request("putSetting", {{"value", {{"a", 1}}}, {"who", "t1"}, {"reason", ""}}), std::string());
    }

    void refusesMoreThanWhatIsAsked()
    {
        json body = evidence();
        body["face"]["image"] = "AAAA";
        QVERIFY(request("proveIdentity", body).find("image") != std::string::npos);
        json face = evidence();
        face.erase("face");
        QVERIFY(!request("proveIdentity", face).empty());
        face["level"] = "card";
        QCOMPARE(request("proveIdentity", face), std::string());
    }

    void refusesMoneyOutOfRangeInAnswers()
    {
        json quote = {{"quote_id", "Q1"},
                      {"lines", {{{"name", {{"zh", "水费"}, {"en", "Water"}}}, {"fen", 100}, {"kind", "utility"}}}},
                      {"total_fen", 100},
                      {"valid_until", "2026-01-01T00:00:00Z"}};
        QCOMPARE(answer("quote", 200, quote), std::string());
        quote["total_fen"] = 2'000'000'001;
        QVERIFY(answer("quote", 200, quote).find("/total_fen") != std::string::npos);
        quote["total_fen"] = 1.5;
        QVERIFY(!answer("quote", 200, quote).empty());
    }

    void letsAnswersGrow() { QCOMPARE(answer("getHealth", 200, {{"status", "ok"}, {"new_member", 1}}), std::string()); }

    void takesProblemsForEveryOtherStatus()
    {
        const json problem = toJson(m_contract.problem("query.accountUnknown"));
        QCOMPARE(answer("query", 404, problem), std::string());
        QVERIFY(!answer("query", 404, {{"error", "x"}}).empty());
        QVERIFY(!answer("query", 204, problem).empty());
        QCOMPARE(m_gate.answerMedia(operation("query"), 404), kProblemMedia);
        QCOMPARE(m_gate.answerMedia(operation("getFile"), 200), std::string_view("application/pdf"));
    }

    void refusesJsonWhereBytesBelong()
    {
        QCOMPARE(m_gate.checkRequest(operation("putBlob"), json::object()).at(0).kind, FaultKind::WrongMedia);
        QCOMPARE(m_gate.checkAnswer(operation("getFile"), 200, json::object()).at(0).kind, FaultKind::WrongMedia);
    }

    void keepsDurableBodiesSmallEnoughToBeSealed()
    {
        json report = {{"item", "grid.report"},
                       {"def_version", 1},
                       {"form", {{"text", std::string(200000, 'a')}}},
                       {"photos", json::array()},
                       {"grid_code", "1"},
                       {"made_at", "2026-01-01T00:00:00Z"},
                       {"ttl_h", 72}};
        QCOMPARE(m_gate.checkRequest(operation("submitReport"), report).at(0).kind, FaultKind::TooLarge);
        report["form"]["text"] = "short";
        QCOMPARE(request("submitReport", report), std::string());
    }

    void checksParameters()
    {
        const std::string hash(64, 'a');
        QVERIFY(m_gate.checkParameter(operation("getFile"), "sha256", hash).empty());
        QVERIFY(!m_gate.checkParameter(operation("getFile"), "sha256", "xyz").empty());
        QVERIFY(m_gate.checkParameter(operation("listAudit"), "limit", "20").empty());
        QVERIFY(!m_gate.checkParameter(operation("listAudit"), "limit", "9999").empty());
        QVERIFY(!m_gate.checkParameter(operation("listAudit"), "limit", "x").empty());
        QVERIFY(!m_gate.checkParameter(operation("listAudit"), "other", "1").empty());
        QVERIFY(m_gate.checkParameter(operation("getApplication"), "case_id", "440399202601010001").empty());
        QVERIFY(m_gate.checkParameter(operation("query"), "Idempotency-Key", "0190a6b8-0000-7000-8000-000000000000")
                    .empty());
    }

    void writesProblemsOfEveryCodeByTheContract()
    {
        for (const auto& [code, entry] : m_contract.problemCodes())
            QCOMPARE(answer("query", entry.status, toJson(m_contract.problem(code, "detail"))), std::string());
    }

    void isReadyFastEnoughForEverySession()
    {
        QElapsedTimer timer;
        timer.start();
        const SchemaGate gate(m_contract, m_clock);
        QVERIFY2(timer.elapsed() < 500, "a session process has to stand within 500 ms");
    }

private:
    const Operation& operation(std::string_view id) { return *m_contract.find(id); }
    std::string request(std::string_view id, const json& body)
    {
        return describe(m_gate.checkRequest(operation(id), body));
    }
    std::string answer(std::string_view id, int status, const json& body)
    {
        return describe(m_gate.checkAnswer(operation(id), status, body));
    }

    testing::ManualClock m_clock;
    Contract m_contract;
    SchemaGate m_gate{m_contract, m_clock};
};

BANSHI_TEST(SchemaGateTest)
#include "schema_gate_test.moc"

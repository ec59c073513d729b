// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/client/journal_client.h"

#include "banshi/base/ids.h"
#include "banshi/testing/suite.h"
#include "client_bench.h"

#include <QTest>

using namespace banshi;
using namespace banshi::queue::client;
using nlohmann::json;
using testing::ClientBench;
using testing::Reply;
using testing::SeenRequest;

namespace
{

const std::string kId = "0190a6b8-0000-7000-8000-000000000000";

json noted()
{
    return {{"intent_id", kId}, {"duplicate", false}};
}

} // namespace

class JournalClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesIntentNoteAndOutcome()
    {
        ClientBench bench([](const SeenRequest& seen) {
            return Reply{.status = seen.target.ends_with("intents") ? 201 : 200, .body = noted().dump()};
        });
        JournalClient journal(bench.client);
        int good = 0;
        const auto done = [&](const base::Result<void, ClientError>& result) { good += result.has_value() ? 1 : 0; };
        journal.openIntent({kId, IntentKind::Pay, "s1", {{"quote_id", "Q1"}}, {}, {}}, done);
        QTRY_COMPARE(good, 1);
        journal.note(kId, {{"order_id", "P1"}}, done);
        QTRY_COMPARE(good, 2);
        journal.outcome(kId, IntentOutcome::InDoubt, json::object(), done);
        QTRY_COMPARE(good, 3);
        const auto seen = bench.server->seen();
        QVERIFY(json::parse(seen.at(0).body) ==
                (json{{"intent_id", kId}, {"kind", "pay"}, {"session", "s1"}, {"data", {{"quote_id", "Q1"}}}}));
        QVERIFY(json::parse(seen.at(1).body).at("data").at("order_id") == "P1");
        QVERIFY(json::parse(seen.at(2).body).at("outcome") == "inDoubt");
    }

    void listsIntents()
    {
        const json list = {{"intents",
                            {{{"intent_id", kId},
                              {"kind", "print"},
                              {"session", "s1"},
                              {"data", {{"job_id", 7}}},
                              {"opened_at", "2026-01-01T00:00:01.000Z"}},
                             {{"intent_id", kId},
                              {"kind", "slip"},
                              {"session", "s1"},
                              {"data", json::object()},
                              {"opened_at", "2026-01-01T00:00:00Z"},
                              {"outcome", "failed"},
                              {"closed_at", "2026-01-01T00:00:02Z"}}}}};
        ClientBench bench([list](const SeenRequest&) { return Reply{.body = list.dump()}; });
        JournalClient journal(bench.client);
        std::vector<Intent> intents;
        journal.recent(20, [&](base::Result<std::vector<Intent>, ClientError> result) { intents = result.value(); });
        QTRY_COMPARE(intents.size(), std::size_t(2));
        QCOMPARE(bench.server->seen().at(0).target, std::string("/local/journal/recent?limit=20"));
        QCOMPARE(intents.at(0).kind, IntentKind::Print);
        QVERIFY(!intents.at(0).outcome.has_value());
        QCOMPARE(base::toUnixMillis(intents.at(0).openedAt), std::int64_t{1'767'225'601'000});
        QCOMPARE(intents.at(1).kind, IntentKind::Slip);
        QVERIFY(intents.at(1).outcome == IntentOutcome::Failed);
    }

    void passesProblemsOn()
    {
        const queue::contract::Contract contract;
        const std::string body = toJson(contract.problem("journal.intentUnknown")).dump();
        ClientBench bench([body](const SeenRequest&) {
            return Reply{.status = 404, .media = "application/problem+json", .body = body};
        });
        JournalClient journal(bench.client);
        std::string code;
        journal.note(kId, json::object(),
                     [&](const base::Result<void, ClientError>& result) { code = result.error().dottedCode(); });
        QTRY_COMPARE(code, std::string("journal.intentUnknown"));
    }

    void namesEveryKindAndOutcomeAsTheContractDoes()
    {
        ClientBench bench([](const SeenRequest&) { return Reply{}; });
        const auto& open = *bench.contract.find("openIntent");
        const auto& close = *bench.contract.find("closeIntent");
        for (const auto kind : {IntentKind::Pay, IntentKind::Print, IntentKind::Slip, IntentKind::Submit})
        {
            const json body = {{"intent_id", kId}, {"kind", name(kind)}, {"session", "s"}, {"data", json::object()}};
            QVERIFY(bench.gate.checkRequest(open, body).empty());
        }
        for (const auto outcome : {IntentOutcome::Done, IntentOutcome::Failed, IntentOutcome::InDoubt})
        {
            const json body = {{"intent_id", kId}, {"outcome", name(outcome)}, {"data", json::object()}};
            QVERIFY(bench.gate.checkRequest(close, body).empty());
        }
    }
};

BANSHI_TEST(JournalClientTest)
#include "journal_client_test.moc"

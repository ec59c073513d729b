// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/client/machine_client.h"

#include "banshi/testing/suite.h"
#include "client_bench.h"

#include <QTest>

using namespace banshi;
using namespace banshi::queue::client;
using nlohmann::json;
using testing::ClientBench;
using testing::Reply;
using testing::SeenRequest;

class MachineClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsHealth()
    {
        const json body = {{"status", "degraded"},
                           {"upstream",
                            {{"reachable", false},
                             {"since", "2026-01-01T00:00:00Z"},
                             {"last_problem", "x"},
                             {"last_contact", "2025-12-31T23:59:50Z"}}},
                           {"queue", {{"pending", 3}, {"parked", 1}, {"oldest_s", 90}}},
                           {"accepting", true},
                           {"certificate_until", "2026-03-01T00:00:00Z"},
                           {"disk", {{"free_bytes", 5'000'000'000}, {"used_bytes", 8192}, {"budget_bytes", 65536}}},
                           {"clock", {{"trusted", true}, {"offset_ms", -12}}}};
        ClientBench bench([body](const SeenRequest&) { return Reply{.body = body.dump()}; });
        MachineClient machine(bench.client);
        std::optional<Health> health;
        machine.health([&](base::Result<Health, ClientError> result) { health = result.value(); });
        QTRY_VERIFY(health.has_value());
        QVERIFY(!health->isOk);
        QVERIFY(!health->isUpstreamReachable);
        QCOMPARE(health->lastProblem, std::string("x"));
        QCOMPARE(health->pending, 3);
        QCOMPARE(health->parked, 1);
        QVERIFY(health->oldest == std::chrono::seconds(90));
        QVERIFY(health->isAccepting);
        QCOMPARE(health->freeBytes, std::int64_t{5'000'000'000});
        QCOMPARE(health->usedBytes, std::int64_t{8192});
        QCOMPARE(health->budgetBytes, std::int64_t{65536});
        QVERIFY(health->lastContact == base::fromRfc3339("2025-12-31T23:59:50Z"));
        QVERIFY(health->certificateUntil == base::fromRfc3339("2026-03-01T00:00:00Z"));
        QVERIFY(health->clockOffset == std::chrono::milliseconds(-12));
    }

    void takesAnUnknownSettingForNone()
    {
        const queue::contract::Contract contract;
        const std::string unknown = toJson(contract.problem("setting.unknown")).dump();
        ClientBench bench([unknown](const SeenRequest& seen) {
            if (seen.target.ends_with("unset"))
                return Reply{.status = 404, .media = "application/problem+json", .body = unknown};
            return Reply{.body = json({{"value", {1, 2}}}).dump()};
        });
        MachineClient machine(bench.client);
        std::vector<std::optional<json>> values;
        const auto keep = [&](base::Result<std::optional<json>, ClientError> result) {
            values.push_back(result.value());
        };
        machine.setting("unset", keep);
        QTRY_COMPARE(values.size(), std::size_t(1));
        machine.setting("set", keep);
        QTRY_COMPARE(values.size(), std::size_t(2));
        QVERIFY(!values.at(0).has_value());
        QVERIFY(*values.at(1) == json({1, 2}));
    }

    void changesSettingsWithNameAndReason()
    {
        ClientBench bench([](const SeenRequest&) { return Reply{.body = json({{"value", true}}).dump()}; });
        MachineClient machine(bench.client);
        bool isDone = false;
        machine.changeSetting("services.utl.water", true, "t1", "line repaired",
                              [&](const base::Result<void, ClientError>& result) { isDone = result.has_value(); });
        QTRY_VERIFY(isDone);
        const SeenRequest seen = bench.server->seen().at(0);
        QCOMPARE(seen.method + " " + seen.target, std::string("PUT /local/settings/services.utl.water"));
        QVERIFY(json::parse(seen.body) == (json{{"value", true}, {"who", "t1"}, {"reason", "line repaired"}}));
    }

    void readsAndWritesTheAudit()
    {
        const json list = {{"entries",
                            {{{"seq", 2},
                              {"at", "2026-01-01T00:00:00Z"},
                              {"who", "t1"},
                              {"what", "device.tested"},
                              {"before", nullptr},
                              {"after", "ok"}}}}};
        ClientBench bench([list](const SeenRequest& seen) {
            if (seen.method == "POST")
                return Reply{.status = 201, .body = json({{"seq", 3}}).dump()};
            return Reply{.body = list.dump()};
        });
        MachineClient machine(bench.client);
        std::vector<AuditEntry> entries;
        machine.audit(10, [&](base::Result<std::vector<AuditEntry>, ClientError> result) { entries = result.value(); });
        QTRY_COMPARE(entries.size(), std::size_t(1));
        QCOMPARE(entries.at(0).what, std::string("device.tested"));
        QVERIFY(entries.at(0).after == json("ok"));
        bool isDone = false;
        machine.addAudit(entries.at(0),
                         [&](const base::Result<void, ClientError>& result) { isDone = result.has_value(); });
        QTRY_VERIFY(isDone);
    }
};

BANSHI_TEST(MachineClientTest)
#include "machine_client_test.moc"

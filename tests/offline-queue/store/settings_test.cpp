// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <sqlite3.h>

using namespace banshi;
using testing::queue::StoreFixture;

namespace
{

bool changes(const std::filesystem::path& file, const std::string& sql)
{
    sqlite3* handle = nullptr;
    const bool isDone = sqlite3_open(file.c_str(), &handle) == SQLITE_OK &&
                        sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK &&
                        sqlite3_changes(handle) == 1;
    sqlite3_close(handle);
    return isDone;
}

} // namespace

class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesBeforeAndAfterIntoTheAudit()
    {
        StoreFixture fixture;
        auto& settings = fixture.reopen().settings();
        QVERIFY(!settings.get("services.off").value());
        QVERIFY(settings.put("services.off", "[\"utl.water\"]", "tech-1", "meter change"));
        QVERIFY(settings.put("services.off", "[]", "tech-1", "done"));
        QCOMPARE(fixture.reopen().settings().get("services.off")->value(), std::string("[]"));
        const auto audit = fixture.store->settings().newestAudit(2).value();
        QCOMPARE(audit[0].before, std::string("[\"utl.water\"]"));
        QCOMPARE(audit[0].after, std::string("[]"));
        QCOMPARE(audit[0].who, std::string("tech-1"));
        QCOMPARE(audit[0].reason, std::string("done"));
        QCOMPARE(audit[1].before, std::string("null"));
        QCOMPARE(audit[1].what, std::string("setting.services.off"));
    }

    void keepsSecretsOutOfTheAudit()
    {
        StoreFixture fixture;
        auto& settings = fixture.reopen().settings();
        QVERIFY(settings.put("secret.maintenance.pin", "{\"hash\":\"first\"}", "1234", "first start"));
        QVERIFY(settings.put("secret.maintenance.pin", "{\"hash\":\"second\"}", "1234", "changed"));
        QCOMPARE(settings.get("secret.maintenance.pin")->value(), std::string("{\"hash\":\"second\"}"));
        const auto audit = settings.newestAudit(2).value();
        QCOMPARE(audit[1].before, std::string("null"));
        QCOMPARE(audit[1].after, std::string("\"set\""));
        QCOMPARE(audit[0].before, std::string("\"set\""));
        QCOMPARE(audit[0].after, std::string("\"set\""));
    }

    void believesWhatItKeptOnlyWhileNobodyElseChangedIt()
    {
        const char* name = "gateway.trusted-time";
        const std::string value = "\"2026-01-01T00:00:00Z\"";
        const auto spoilt = [&](const std::string& sql) {
            StoreFixture fixture;
            const bool isKept = fixture.reopen().settings().keep(name, value).has_value() &&
                                fixture.reopen().settings().kept(name)->value() == value;
            fixture.store.reset();
            if (!isKept || !changes(fixture.options.dataDir / "queue.db", sql))
                qFatal("the value is not kept");
            const auto found = fixture.reopen().settings().kept(name).value();
            return std::pair(found, fixture.store->settings().newestAudit(1)->at(0).what);
        };
        for (const char* sql :
             {"UPDATE setting SET value = '\"6026-01-01T00:00:00Z\"' WHERE name = 'gateway.trusted-time'",
              "DELETE FROM setting WHERE name = 'gateway.trusted-time'",
              "DELETE FROM setting WHERE name = 'gateway.trusted-time#hmac'"})
            QVERIFY(spoilt(sql) == std::pair(std::optional<std::string>(), std::string("queue.store.settingDamaged")));
        StoreFixture fixture;
        QVERIFY(!fixture.reopen().settings().kept(name).value());
        QVERIFY(fixture.store->settings().keep(name, value));
        QVERIFY(fixture.store->settings().put(name, "null", "tech-1", "a wrong time was signed"));
        QVERIFY(!fixture.store->settings().kept(name).value());
        QCOMPARE(fixture.store->settings().newestAudit(1)->at(0).who, std::string("tech-1")); // nothing is damaged
    }

    void recordsActs()
    {
        StoreFixture fixture;
        auto& settings = fixture.reopen().settings();
        const auto first = settings.audit({0, {}, "tech-1", "device.test", "{}", "{\"ok\":true}", ""}).value();
        QCOMPARE(settings.audit({0, {}, "tech-1", "maintenance.leave", "{}", "{}", ""}).value(), first + 1);
        QCOMPARE(settings.newestAudit(1)->at(0).what, std::string("maintenance.leave"));
    }
};

BANSHI_TEST(SettingsTest)
#include "settings_test.moc"

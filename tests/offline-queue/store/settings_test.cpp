// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using testing::queue::StoreFixture;

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

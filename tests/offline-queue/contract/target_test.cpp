// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/target.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::queue::contract;

class TargetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTargetsApart()
    {
        const auto target = parseTarget("/v1/x?item=utl.water&note=a%20b%e5%BC%A0+c&flag");
        QVERIFY(target.has_value());
        QCOMPARE(target->path, std::string("/v1/x"));
        QCOMPARE(target->query.at("item"), std::string("utl.water"));
        QCOMPARE(target->query.at("note"), std::string("a b张 c"));
        QCOMPARE(target->query.at("flag"), std::string());
    }

    void refusesBrokenTargets()
    {
        for (const char* text : {"", "x", "/x?a=%", "/x?a=%4", "/x?a=%zz", "/x?a=1&a=2"})
            QVERIFY2(!parseTarget(text).has_value(), text);
        QVERIFY(!parseTarget("/" + std::string(3000, 'a')).has_value());
    }

    void matchesTemplates()
    {
        const auto values = matchPath("/v1/payments/{order_id}/close", "/v1/payments/P-1/close");
        QVERIFY(values.has_value());
        QCOMPARE(values->at("order_id"), std::string("P-1"));
        for (const char* path : {"/v1/payments/P-1", "/v1/payments//close", "/v1/payments/P-1/close/", "/",
                                 "/v1/payments/P-1/close/x", "/v1/payments/../close", "/v1/payments/a%2Fb/close"})
            QVERIFY2(!matchPath("/v1/payments/{order_id}/close", path).has_value(), path);
    }

    void buildsWhatItTakesApart()
    {
        const auto target =
            buildTarget("/v1/sessions/{session_id}/prefill", {{"session_id", "S1"}, {"item", "a b&张"}});
        QVERIFY(target.has_value());
        const auto parsed = parseTarget(*target);
        QVERIFY(parsed.has_value());
        QCOMPARE(parsed->path, std::string("/v1/sessions/S1/prefill"));
        QCOMPARE(parsed->query.at("item"), std::string("a b&张"));
    }

    void buildsNoPathOutOfUnsafeValues()
    {
        QVERIFY(!buildTarget("/v1/files/{sha256}", {{"sha256", "../x"}}).has_value());
        QVERIFY(!buildTarget("/v1/files/{sha256}", {}).has_value());
    }
};

BANSHI_TEST(TargetTest)
#include "target_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "definitions.h"

#include <QTest>

using namespace banshi;
using namespace banshi::testing;
using nlohmann::json;

namespace
{

/// A change to a shipped definition, as a JSON Patch (RFC 6902), and the fault that it has to bring.
struct Case
{
    const char* name;
    const char* id;
    const char* patch;
    const char* fault;
};

const Case kCases[] = {
    {"missing translation", "utl.water", R"([{"op":"replace","path":"/title/en","value":"水费"}])",
     "/title/en: is not translated: it holds Chinese characters"},
    {"missing Chinese", "utl.water", R"([{"op":"replace","path":"/ui_schema/pages/0/title/zh","value":"Account"}])",
     "/ui_schema/pages/0/title/zh: is not translated"},
    {"credit code with wrong check", "utl.water",
     R"([{"op":"replace","path":"/task_code","value":"91440399192003037M3442099006000"}])",
     "/task_code: starts with no valid social credit code"},
    {"another department", "utl.water", R"([{"op":"replace","path":"/dept/uscc","value":"114403990070010144"}])",
     "/task_code: starts with another department's code"},
    {"another catalogue code", "utl.water", R"([{"op":"replace","path":"/catalog_code","value":"442099006001"}])",
     "/task_code: ends with another code than /catalog_code; wanted: 442099006001"},
    {"no such day", "utl.water", R"([{"op":"replace","path":"/effective/from","value":"2026-02-30"}])",
     "/effective/from: is no day of the calendar"},
    {"ends before it begins", "utl.water", R"([{"op":"add","path":"/effective/to","value":"2025-12-31"}])",
     "/effective/to: is before"},
    {"no version", "utl.water", R"([{"op":"replace","path":"/min_app","value":"newest"}])", "/min_app: is no program"},
    {"wrong hours", "utl.water",
     R"([{"op":"add","path":"/hours","value":{"open":[{"days":[1],"from":"08:00","to":"24:01"}]}}])",
     "/hours/open/0/to: is no time of day"},
    {"hours over midnight", "utl.water",
     R"([{"op":"add","path":"/hours","value":{"open":[{"days":[1],"from":"22:00","to":"06:00"}]}}])",
     "/hours/open/0: ends before it begins"},
    {"unknown device", "utl.water", R"([{"op":"add","path":"/devices/needed/-","value":"fingerprint"}])",
     "/devices/needed/1: \"fingerprint\" is not known here; wanted: one of idcard, face-camera"},
    {"card without reader", "utl.water", R"([{"op":"replace","path":"/identity/level","value":"card"}])",
     "/devices/needed: lacks \"idcard\""},
    {"face as the only door", "hr.pay-list", R"([{"op":"replace","path":"/identity/fallback","value":[]}])",
     "/identity/fallback: is missing: a face must not be the only way"},
    {"rate without face", "utl.water", R"([{"op":"add","path":"/identity/far","value":"1e-3"}])",
     "/identity/far: has no meaning without level face"},
    {"rate that nobody measures", "hr.pay-list", R"([{"op":"replace","path":"/identity/far","value":"1e-9"}])",
     "/identity/far: "},
    {"certificate without printer", "hr.pay-list", R"([{"op":"replace","path":"/devices/needed","value":["idcard"]}])",
     "/devices/needed: lacks \"a4\""},
    {"pick-up without printer", "pol.no-crime", R"([{"op":"replace","path":"/devices/pickup","value":["idcard"]}])",
     "/devices/pickup: lacks \"a4\""},
    {"money in the queue", "grid.report",
     R"([{"op":"add","path":"/fee/kind","value":"agency"},{"op":"replace","path":"/fee/mode","value":"quote"}])",
     "/mode/offline: is Q although money is taken"},
    {"queue without limit", "grid.report", R"([{"op":"remove","path":"/mode/ttl_h"}])", "/mode/ttl_h: is missing"},
    {"kept for less than promised", "grid.report", R"([{"op":"replace","path":"/privacy/retention_h","value":24}])",
     "/privacy/retention_h: is shorter than /mode/ttl_h"},
    {"bill without slip", "utl.water", R"([{"op":"replace","path":"/outputs/0/type","value":"case"}])",
     "/outputs: has no slip"},
    {"missing pinyin", "utl.water", R"([{"op":"remove","path":"/search/aliases/0/pinyin"}])",
     "/search/aliases/0/pinyin: is missing"},
    {"too few syllables", "utl.water", R"([{"op":"replace","path":"/search/pinyin","value":"shui fei jiao"}])",
     "/search/pinyin: has 3 syllables; wanted: 4"},
    {"wrong initials", "utl.water", R"([{"op":"replace","path":"/search/initials","value":"sfj"}])",
     "/search/initials: are not the first letters of /search/pinyin; wanted: sfjn"},
    {"dead page", "grid.report", R"([{"op":"replace","path":"/ui_schema/pages/1/questions","value":[]}])",
     "/ui_schema/pages/1/questions: is empty: a dead page"},
    {"page that never shows", "pol.no-crime",
     R"([{"op":"replace","path":"/ui_schema/pages/1/rule/condition/schema/const","value":"work"}])",
     "/ui_schema/pages/1/rule: never shows"},
    {"rule over an unknown field", "pol.no-crime",
     R"([{"op":"replace","path":"/ui_schema/pages/1/rule/condition/scope","value":"#/properties/reason"}])",
     "/ui_schema/pages/1/rule/condition/scope: points to no field"},
    {"rule over a later field", "pol.no-crime",
     R"([{"op":"replace","path":"/ui_schema/pages/1/rule/condition/scope","value":"#/properties/language"}])",
     "/ui_schema/pages/1/rule/condition/scope: points to a field that is asked later"},
    {"rule without failWhenUndefined", "pol.no-crime",
     R"([{"op":"remove","path":"/ui_schema/pages/1/rule/condition/failWhenUndefined"}])",
     "/ui_schema/pages/1/rule/condition/failWhenUndefined: is missing"},
    {"if without required", "pol.no-crime",
     R"([{"op":"replace","path":"/data_schema/allOf/0/if/required","value":[]}])",
     "/data_schema/allOf/0/if/required: lacks \"purpose\""},
    {"required but under a rule", "pol.no-crime",
     R"([{"op":"add","path":"/data_schema/required/-","value":"country"}])",
     "/data_schema/required: lists \"country\""},
    {"field without question", "utl.water",
     R"([{"op":"add","path":"/data_schema/properties/month","value":{"type":"string","format":"ym"}}])",
     "/data_schema/properties/month: is asked by no question"},
    {"question without field", "utl.water",
     R"([{"op":"replace","path":"/ui_schema/pages/0/questions/0/scope","value":"#/properties/number"}])",
     "/ui_schema/pages/0/questions/0/scope: points to no field"},
    {"value without answer", "grid.report", R"([{"op":"remove","path":"/ui_schema/pages/0/questions/0/choices/6"}])",
     "/ui_schema/pages/0/questions/0/choices: lacks the value \"traffic\""},
    {"answer that is not allowed", "pol.no-crime",
     R"([{"op":"replace","path":"/ui_schema/pages/4/questions/0/choices/4/value","value":6}])",
     "/ui_schema/pages/4/questions/0/choices/4/value: is not allowed"},
    {"unbounded text", "grid.report", R"([{"op":"remove","path":"/data_schema/properties/text/maxLength"}])",
     "/data_schema/properties/text: a text needs maxLength"},
    {"unknown format", "utl.water",
     R"([{"op":"replace","path":"/data_schema/properties/account/format","value":"email"}])",
     "/data_schema/properties/account/format: not one of our named formats"},
    {"unmasked mobile number", "grid.report", R"([{"op":"remove","path":"/ui_schema/pages/3/questions/0/mask"}])",
     "/ui_schema/pages/3/questions/0/mask: is missing although the value is personal"},
    {"kind that does not fit", "utl.water",
     R"([{"op":"replace","path":"/ui_schema/pages/0/questions/0/kind","value":"country"}])",
     "/ui_schema/pages/0/questions/0/kind: does not fit"},
    {"check over one field", "hr.pay-list", R"([{"op":"replace","path":"/checks/0/fields","value":["from"]}])",
     "/checks/0/fields: has not two entries"},
};

} // namespace

class DefinitionRulesTest : public QObject
{
    Q_OBJECT

    ManualClock m_clock;

private Q_SLOTS:
    void refusesWhatNoSchemaCanSay_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(std::size(kCases)); ++i)
            QTest::newRow(kCases[i].name) << i;
    }
    void refusesWhatNoSchemaCanSay()
    {
        QFETCH(int, index);
        const Case& tried = kCases[index];
        const json document = shippedDefinition(tried.id).patch(json::parse(tried.patch));
        const std::string text = faultsOf(document, m_clock);
        const std::string wanted = std::string(tried.id) + ".json:" + tried.fault;
        QVERIFY2(text.find(wanted) != std::string::npos, (wanted + "\nis not in\n" + text).c_str());
    }

    void wantsTheIdToBeTheFileName()
    {
        const auto service =
            app::services::DefinitionReader(m_clock).read({"water.json", shippedDefinition("utl.water").dump()});
        QVERIFY(!service);
        QCOMPARE(service.error().front().pointer, std::string("/id"));
    }
};

BANSHI_TEST(DefinitionRulesTest)
#include "definition_rules_test.moc"

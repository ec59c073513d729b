// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/schema.h"

#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace banshi;
using namespace banshi::queue::contract;
using nlohmann::json;

namespace
{

/// JSON with single quotes instead of double ones (moc does not read raw strings).
json fromText(QByteArray text)
{
    return json::parse(text.replace('\'', '"').toStdString());
}

/// The data schema of the certificate of no criminal record, as a service definition has it.
json noCrime()
{
    return fromText(
        "{"
        "'$schema': 'http://json-schema.org/draft-07/schema#', 'type': 'object', 'additionalProperties': "
        "false,"
        "'required': ['purpose', 'from', 'to', 'copies', 'language'],"
        "'properties': {"
        "'purpose': {'type': 'string', 'enum': ['visa', 'qualification', 'study', 'army', 'other']},"
        "'country': {'type': 'string', 'format': 'country-a3'}, 'copies': {'type': 'integer', 'minimum': 1, "
        "'maximum': 5},"
        "'from': {'$ref': '#/definitions/month'}, 'to': {'$ref': '#/definitions/month'},"
        "'language': {'type': 'string', 'enum': ['zh', 'zh-en']}, 'other_text': {'type': 'string', "
        "'maxLength': 6},"
        "'agent': {'type': 'string', 'format': 'cn-id'}, 'fee': {'type': 'integer', 'format': 'fen'}},"
        "'allOf': ["
        "{'if': {'required': ['purpose'], 'properties': {'purpose': {'const': 'visa'}}}, 'then': "
        "{'required': ['country']}},"
        "{'if': {'required': ['purpose'], 'properties': {'purpose': {'const': 'other'}}},"
        "'then': {'required': ['other_text']}}],"
        "'definitions': {'month': {'type': 'string', 'format': 'ym'}}}");
}

json goodForm()
{
    return {{"purpose", "study"}, {"from", "2020-01"}, {"to", "2026-01"}, {"copies", 1}, {"language", "zh"}};
}

} // namespace

class SchemaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsAGoodForm() { QCOMPARE(describe(check(goodForm())), std::string()); }

    void saysWhereAFormIsWrong_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("kind");
        const auto row = [](const char* change, const char* path, FaultKind kind) {
            QTest::newRow(change) << QByteArray(change) << QByteArray(path) << static_cast<int>(kind);
        };
        row("{'purpose':'visa'}", "", FaultKind::Schema);
        row("{'purpose':'visa','country':'XXX'}", "/country", FaultKind::Format);
        row("{'copies':6}", "/copies", FaultKind::Schema);
        row("{'copies':1.5}", "/copies", FaultKind::Schema);
        row("{'from':'2020-13'}", "/from", FaultKind::Format);
        row("{'from':7}", "/from", FaultKind::Schema);
        row("{'agent':'440399199001010017'}", "/agent", FaultKind::Format);
        row("{'agent':'440399202602010016'}", "/agent", FaultKind::Format);
        row("{'fee':2000000001}", "/fee", FaultKind::Format);
        row("{'extra':1}", "", FaultKind::Schema);
        row("{'other_text':'𠮷𠮷𠮷𠮷𠮷𠮷𠮷'}", "/other_text", FaultKind::Schema);
        row("{'language':null}", "", FaultKind::Schema);
    }

    void saysWhereAFormIsWrong()
    {
        QFETCH(QByteArray, change);
        QFETCH(QByteArray, path);
        QFETCH(int, kind);
        json form = goodForm();
        form.merge_patch(fromText(change));
        const Faults faults = check(form);
        QVERIFY(!faults.empty());
        QCOMPARE(faults.at(0).path, path.toStdString());
        QCOMPARE(static_cast<int>(faults.at(0).kind), kind);
        QVERIFY2(faults.size() <= 2, describe(faults).c_str());
    }

    void countsCodePointsNotBytes()
    {
        json form = goodForm();
        form["other_text"] = "𠮷𠮷𠮷𠮷𠮷𠮷";
        QVERIFY(check(form).empty());
    }

    void neverRepeatsValuesInFaults()
    {
        json form = goodForm();
        form["agent"] = "secret-value";
        form["purpose"] = "secret-value";
        QVERIFY(describe(check(form)).find("secret-value") == std::string::npos);
    }

    void refusesTextThatIsNotUtf8()
    {
        json form = goodForm();
        form["other_text"] = "\xe5\xbc";
        QCOMPARE(check(form).at(0).kind, FaultKind::NotUtf8);
    }

    void countsFormatsInsideAlternatives()
    {
        const json schema = {
            {"anyOf", {{{"type", "string"}, {"format", "ym"}}, {{"type", "string"}, {"format", "uscc"}}}}};
        QVERIFY(validateDocument(schema, "2020-01", m_clock).empty());
        QVERIFY(validateDocument(schema, "91350100M000100Y43", m_clock).empty());
        QVERIFY(!validateDocument(schema, "2020-13", m_clock).empty());
    }

    void refusesSchemasThatAreNotOurs_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QByteArray>("path");
        const auto row = [](const char* schema, const char* path) {
            QTest::newRow(schema) << QByteArray(schema) << QByteArray(path);
        };
        row("{'type':'string','maxLength':5,'pattern':'(a+)+$'}", "/pattern");
        row("{'type':'object','patternProperties':{'^a':{}}}", "/patternProperties");
        row("{'$ref':'http://example.invalid/schema'}", "");
        row("{'properties':{'a':{'$ref':'#/properties/a'}}}", "/properties/a");
        row("{'properties':{'a':{'$ref':'#/nowhere'}}}", "/properties/a");
        row("{'type':'string','maxLenght':5}", "/maxLenght");
        row("{'type':'string','format':'date'}", "/format");
        row("{'properties':{'a':{'type':['string','null']}}}", "/properties/a");
        row("{'type':'array','items':{'type':'integer'}}", "");
        row("{'type':'array','maxItems':9999,'uniqueItems':true}", "");
        row("{'if':{'properties':{'a':{'const':1}}},'then':{'required':['b']}}", "/if");
        row("{'type':'nonsense'}", "");
        row("[]", "");
    }

    void refusesSchemasThatAreNotOurs()
    {
        QFETCH(QByteArray, schema);
        QFETCH(QByteArray, path);
        const auto compiled = Schema::compile(fromText(schema), m_clock);
        QVERIFY(!compiled.has_value());
        QCOMPARE(compiled.error().at(0).kind, FaultKind::BadSchema);
        QCOMPARE(compiled.error().at(0).path, path.toStdString());
    }

    void survivesSchemasThatGrowWithoutEnd()
    {
        json bomb = {{"definitions", {{"d0", {{"type", "integer"}}}}}};
        for (int i = 1; i < 40; ++i)
        {
            const json below = {{"$ref", "#/definitions/d" + std::to_string(i - 1)}};
            bomb["definitions"]["d" + std::to_string(i)] = {{"allOf", {below, below}}};
        }
        bomb["allOf"] = json::array({{{"$ref", "#/definitions/d39"}}});
        QVERIFY(!Schema::compile(bomb, m_clock).has_value());
    }

    void reportsAtMostTwentyFaults()
    {
        const json schema = {{"type", "array"}, {"maxItems", 1000}, {"items", {{"type", "integer"}}}};
        QVERIFY(validateDocument(schema, json(std::vector<std::string>(500, "x")), m_clock).size() <= 20);
    }

private:
    Faults check(const json& form) { return validateDocument(noCrime(), form, m_clock); }

    testing::ManualClock m_clock;
};

BANSHI_TEST(SchemaTest)
#include "schema_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/form_model.h"

#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "definitions.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app::services;
using namespace banshi::testing;
using nlohmann::json;

namespace
{

/// A top-up form: a number typed twice, a person and shares with their sum. No shipped service needs these yet.
const char* const kForm = R"({
  "data_schema": {
    "type": "object", "additionalProperties": false, "required": ["mobile", "again"],
    "properties": {
      "mobile": {"type": "string", "format": "cn-mobile"},
      "again": {"type": "string", "format": "cn-mobile"},
      "name": {"type": "string", "format": "cn-name"},
      "first": {"type": "integer", "enum": [10, 20]},
      "second": {"type": "integer", "enum": [10, 20]},
      "sum": {"type": "integer", "enum": [20, 30, 40]},
      "gift": {"type": "boolean"}
    }
  },
  "pages": [
    {"id": "numbers", "title": {"zh": "号码", "en": "Numbers"}, "questions": [
      {"scope": "#/properties/mobile", "kind": "mobile", "label": {"zh": "号码", "en": "Number"}, "mask": "mobile"},
      {"scope": "#/properties/again", "kind": "mobile", "label": {"zh": "再输一次", "en": "Again"}, "mask": "mobile"}
    ]},
    {"id": "rest", "title": {"zh": "其他", "en": "The rest"}, "questions": [
      {"scope": "#/properties/name", "kind": "text", "label": {"zh": "姓名", "en": "Name"}, "mask": "name"},
      {"scope": "#/properties/gift", "kind": "choice", "label": {"zh": "送人吗", "en": "A gift"}, "choices": [
        {"value": true, "label": {"zh": "是", "en": "Yes"}}, {"value": false, "label": {"zh": "否", "en": "No"}}]}
    ]},
    {"id": "shares", "title": {"zh": "份额", "en": "Shares"},
     "rule": {"effect": "HIDE", "condition": {"scope": "#/properties/gift", "schema": {"const": true}, "failWhenUndefined": true}},
     "questions": [
      {"scope": "#/properties/first", "kind": "choice", "label": {"zh": "一", "en": "One"}, "choices": [
        {"value": 10, "label": {"zh": "10", "en": "10"}}, {"value": 20, "label": {"zh": "20", "en": "20"}}]},
      {"scope": "#/properties/second", "kind": "choice", "label": {"zh": "二", "en": "Two"}, "choices": [
        {"value": 10, "label": {"zh": "10", "en": "10"}}, {"value": 20, "label": {"zh": "20", "en": "20"}}]},
      {"scope": "#/properties/sum", "kind": "choice", "label": {"zh": "和", "en": "Sum"}, "choices": [
        {"value": 20, "label": {"zh": "20", "en": "20"}}, {"value": 30, "label": {"zh": "30", "en": "30"}},
        {"value": 40, "label": {"zh": "40", "en": "40"}}]}
    ]}
  ],
  "checks": [
    {"check": "same_twice", "fields": ["mobile", "again"]},
    {"check": "sum_equals", "fields": ["first", "second", "sum"]},
    {"check": "le", "fields": ["first", "second"]}
  ]
})";

} // namespace

class FormChecksTest : public QObject
{
    Q_OBJECT

    ManualClock m_clock;

    std::unique_ptr<FormModel> open()
    {
        const json parts = json::parse(kForm);
        json document = shippedDefinition("utl.water");
        document["data_schema"] = parts.at("data_schema");
        document["ui_schema"]["pages"] = parts.at("pages");
        document["checks"] = parts.at("checks");
        document["prefill"] = {"name"};
        document["privacy"]["mask_profile"] = "strict";
        const std::string faults = faultsOf(document, m_clock);
        if (!faults.empty())
            qFatal("%s", faults.c_str());
        auto service = std::make_shared<const ServiceDefinition>(*readDocument(document, m_clock));
        return std::move(*FormModel::open(service, std::make_shared<const Catalogue>(), m_clock));
    }

private Q_SLOTS:
    void wantsTheSameNumberTwice()
    {
        const auto model = open();
        QVERIFY(!model->enter("mobile", "13800008000"));
        QCOMPARE(model->enter("again", "13800008001")->code, FormCode::TwiceDiffers);
        QCOMPARE(model->checkPage(), (std::vector<FieldFault>{{"again", FormCode::TwiceDiffers, 0}}));
        QVERIFY(!model->next());
        QVERIFY(!model->enter("again", "13800008000"));
        QVERIFY(model->next());
    }

    void wantsTheSumToBeRight()
    {
        const auto model = open();
        QVERIFY(!model->enter("first", "10"));
        QVERIFY(!model->enter("second", "20"));
        QCOMPARE(model->enter("sum", "40")->code, FormCode::SumDiffers);
        QVERIFY(!model->enter("sum", "30"));
        QVERIFY(!model->enter("first", "20"));
        QCOMPARE(model->enter("second", "10")->code, FormCode::RangeOrder);
    }

    void hidesByRuleAndShowsWhileTheFieldIsEmpty()
    {
        const auto model = open();
        QCOMPARE(model->pageCount(), std::size_t{3});
        (void)model->enter("first", "10");
        (void)model->enter("gift", "true");
        QCOMPARE(model->pageCount(), std::size_t{2});
        QVERIFY(!model->submission().form.contains("first"));
        (void)model->enter("gift", "false");
        QCOMPARE(model->pageCount(), std::size_t{3});
    }

    void takesPrefilledValuesWithTheirSource()
    {
        const auto model = open();
        const Source source{{"公安人口库", "Population register"}, "2026-01-01T00:00:00Z"};
        QVERIFY(!model->prefill("mobile", "13800008000", source));
        QVERIFY(!model->prefill("name", 7, source));
        QVERIFY(model->prefill("name", "欧阳测试", source));
        const Question name = model->pages().at(1).questions.front();
        QCOMPARE(name.entry, std::string("欧阳测试"));
        QCOMPARE(name.source->name.en, std::string("Population register"));
        QCOMPARE(model->summary().front().value.zh, std::string("欧阳**"));
        QVERIFY(!model->enter("name", "测试 • 人"));
        QVERIFY(!model->pages().at(1).questions.front().source);
        QCOMPARE(model->enter("name", "x1y")->code, FormCode::NameFormat);
    }
};

BANSHI_TEST(FormChecksTest)
#include "form_checks_test.moc"

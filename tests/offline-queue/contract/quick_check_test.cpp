// SPDX-License-Identifier: GPL-3.0-or-later
#include "quick_check.h"

#include "banshi/queue/contract/contract.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "schema_rules.h"
#include "valijson_engine.h"

#include <QTest>
#include <random>

using namespace banshi;
using namespace banshi::queue::contract;
using nlohmann::json;

namespace
{

/// JSON with single quotes instead of double ones (moc does not read raw strings).
json jsonOf(QByteArray text)
{
    return json::parse(text.replace('\'', '"').toStdString());
}

/// Both judges of one schema.
struct Judges
{
    explicit Judges(const json& schema)
        : prepared(prepareSchema(schema).value()), quick(prepared, clock), library(makeEngine(prepared, clock).value())
    {
    }
    [[nodiscard]] bool agree(const json& document) const
    {
        return !quick.isSurelyValid(document) || library->check(document).empty();
    }
    testing::ManualClock clock;
    json prepared;
    QuickCheck quick;
    std::shared_ptr<const SchemaEngine> library;
};

json batch()
{
    json items = json::array();
    for (int i = 1; i <= 3; ++i)
        items.push_back({{"seq", i},
                         {"key", "01900000-0000-7000-8000-00000000000" + std::to_string(i)},
                         {"operation", "reports"},
                         {"suite", 1},
                         {"key_id", "key-1"},
                         {"sealed", "AAH/AQ=="},
                         {"body_hmac", std::string(64, 'a')},
                         {"made_at", "2026-01-01T00:00:00.000Z"},
                         {"late", false},
                         {"stream", "case-1"}});
    return {{"device", "D-1"}, {"epoch", "0123456789abcdef"}, {"items", std::move(items)}};
}

/// Values that sit on the edges of the rules.
const std::vector<json>& oddValues()
{
    static const std::vector<json> kOdd = {nullptr,
                                           true,
                                           0,
                                           1,
                                           -1,
                                           1.0,
                                           0.5,
                                           1e30,
                                           INT64_MIN,
                                           UINT64_MAX,
                                           "",
                                           "a",
                                           "AAH/AQ==",
                                           "AAH/AQ=",
                                           "\xE6\x97\xA0",
                                           std::string(63, 'a'),
                                           std::string(64, 'a'),
                                           std::string(65, 'a'),
                                           "reports",
                                           "2026-02-30T00:00:00.000Z",
                                           json::array(),
                                           json::array({1, "a"}),
                                           json::object(),
                                           {{"seq", 1}}};
    return kOdd;
}

/// Changes one place in `document`.
void spoil(json& document, std::mt19937& random)
{
    json* place = &document;
    while (place->is_structured() && !place->empty() && random() % 4 != 0)
        place = &*std::next(place->begin(), static_cast<std::ptrdiff_t>(random() % place->size()));
    *place = oddValues()[random() % oddValues().size()];
}

} // namespace

class QuickCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSureOfWhatMachinesSend()
    {
        const Contract contract;
        const Judges judges(contract.source(*contract.find("sendQueueBatch")).at("request").at("schema"));
        QVERIFY(judges.quick.isSurelyValid(batch()));
        QVERIFY(judges.library->check(batch()).empty());
    }

    void looksAtEachKeyword_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<bool>("isSure");
        const auto row = [](const char* schema, const char* document, bool isSure) {
            QTest::addRow("%s %s", schema, document) << QByteArray(schema) << QByteArray(document) << isSure;
        };
        row("true", "7", true);
        row("false", "7", false);
        row("{'type': 'integer', 'minimum': 1, 'maximum': 3}", "3", true);
        row("{'type': 'integer', 'minimum': 1, 'maximum': 3}", "4", false);
        row("{'type': 'integer', 'minimum': 1, 'maximum': 3}", "0", false);
        row("{'type': 'integer'}", "1.0", false);
        row("{'type': 'number', 'minimum': 1}", "1.5", false);
        row("{'type': 'string', 'maxLength': 2}", "'ab'", true);
        row("{'type': 'string', 'maxLength': 2}", "'abc'", false);
        row("{'type': 'string', 'minLength': 1, 'maxLength': 9}", "''", false);
        row("{'type': 'string', 'minLength': 2, 'maxLength': 9}", "'abcd'", false); // may be one code point
        row("{'type': 'string', 'format': 'sha256'}", "'a'", false);
        row("{'type': 'integer', 'format': 'fen'}", "-1", false);
        row("{'enum': ['a', 1, true]}", "1", true);
        row("{'enum': ['a', 1, true]}", "1.0", false);
        row("{'enum': ['a', 1, true]}", "'b'", false);
        row("{'const': 'a', 'enum': ['b']}", "'b'", false);
        row("{'type': 'array', 'maxItems': 1, 'items': {'type': 'integer'}}", "[1]", true);
        row("{'type': 'array', 'maxItems': 1, 'items': {'type': 'integer'}}", "['a']", false);
        row("{'type': 'array', 'maxItems': 1}", "[1, 2]", false);
        row("{'type': 'array', 'minItems': 1, 'maxItems': 2}", "[]", false);
        row("{'type': 'array', 'maxItems': 2, 'uniqueItems': true}", "[]", false);
        row("{'required': ['b'], 'properties': {'a': {'type': 'integer'}}}", "{'a': 1, 'b': 2, 'c': 3}", true);
        row("{'required': ['b'], 'properties': {'a': {'type': 'integer'}}}", "{'a': 1, 'c': 3}", false);
        row("{'required': ['b'], 'properties': {'a': {'type': 'integer'}}}", "{'a': 'x', 'b': 1}", false);
        row("{'required': ['b'], 'additionalProperties': false}", "{'b': 1}", false);
        row("{'additionalProperties': {'type': 'integer'}}", "{'b': 1}", true);
        row("{'additionalProperties': {'type': 'integer'}}", "{'b': 'x'}", false);
        row("{'anyOf': [{'type': 'integer'}]}", "1", false); // the library's
    }

    void looksAtEachKeyword()
    {
        QFETCH(const QByteArray, schema);
        QFETCH(const QByteArray, document);
        const Judges judges(jsonOf(schema));
        QTEST(judges.quick.isSurelyValid(jsonOf(document)), "isSure");
        QVERIFY(judges.agree(jsonOf(document)));
    }

    void isNeverSureOfWhatTheLibraryRefuses()
    {
        const Contract contract;
        const Judges judges(contract.source(*contract.find("sendQueueBatch")).at("request").at("schema"));
        std::mt19937 random(1);
        int sure = 0;
        for (int i = 0; i < 3000; ++i)
        {
            json document = batch();
            auto& item = document["items"][0];
            if (random() % 4 == 0)
                item.erase(std::next(item.begin(), static_cast<std::ptrdiff_t>(random() % item.size())));
            spoil(document, random);
            sure += judges.quick.isSurelyValid(document) ? 1 : 0;
            QVERIFY2(judges.agree(document), document.dump().c_str());
        }
        QVERIFY(sure > 0);
    }
};

BANSHI_TEST(QuickCheckTest)
#include "quick_check_test.moc"

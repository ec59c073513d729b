// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/payment_payloads.h"
#include "banshi/testing/suite.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include <QFile>
#include <QTest>

using namespace banshi::drivers;
using nlohmann::json;

/// Holds what this version sends and takes against the published schema of the extension.
class PaymentSchemaTest : public QObject
{
    Q_OBJECT

    json m_schema;

    bool fits(const std::string& definition, const json& payload)
    {
        json schema = m_schema;
        schema["$ref"] = "#/definitions/" + definition;
        valijson::Schema parsed;
        valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(schema), parsed);
        return valijson::Validator().validate(parsed, valijson::adapters::NlohmannJsonAdapter(payload), nullptr);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(qEnvironmentVariable("BANSHI_SOURCE") +
                   QStringLiteral("/drivers/protocol/schema/payment-terminal.schema.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_schema = json::parse(file.readAll().toStdString());
    }

    void hasADefinitionForEachCommand()
    {
        for (const auto& info : protocol::commandsOf(protocol::DeviceClass::PaymentTerminal))
            if (!info.immediate)
                QVERIFY2(m_schema["definitions"].contains(std::string(info.name)), std::string(info.name).c_str());
    }

    void fitsWhatIsSent()
    {
        QVERIFY(fits("PaymentTerminal.Pay", protocol::toJson(sdk::PaymentRequest{"A1", 3650})));
        QVERIFY(fits("PaymentTerminal.Reverse", protocol::toJson(sdk::ReversalRequest{"A1", "T|x", 3650})));
        QVERIFY(fits("report", protocol::toJson(sdk::PaymentReport{sdk::PaymentState::Approved, "A1", 7, "T|x", {}})));
        QVERIFY(fits("report", protocol::toJson(sdk::PaymentReport{sdk::PaymentState::NotStarted, "A1", 0, {}, "x"})));
    }

    void agreesWithTheParserOnWhatIsRefused()
    {
        for (const char* text :
             {R"({"reference":"A1","amountFen":3650})", R"({"reference":"A1"})", R"({"reference":"A1","amountFen":0})",
              R"({"reference":"","amountFen":1})", R"({"reference":"12345678901","amountFen":1})",
              R"({"reference":"A-1","amountFen":1})", R"({"reference":"A1","amountFen":1000000001})"})
        {
            const json payload = json::parse(text);
            QCOMPARE(fits("PaymentTerminal.Pay", payload), protocol::paymentRequestFromJson(payload).has_value());
        }
    }
};

BANSHI_TEST(PaymentSchemaTest)
#include "payment_schema_test.moc"

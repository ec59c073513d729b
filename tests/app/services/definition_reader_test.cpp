// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "definitions.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app::services;
using namespace banshi::testing;
using nlohmann::json;

class DefinitionReaderTest : public QObject
{
    Q_OBJECT

    ManualClock m_clock;

    std::string faults(const json& document) { return faultsOf(document, m_clock); }
    std::string faultsOfText(const std::string& text)
    {
        const auto service = DefinitionReader(m_clock).read({"utl.water.json", text});
        return service ? std::string() : service.error().front().text();
    }

private Q_SLOTS:
    void acceptsEveryShippedDefinition_data()
    {
        QTest::addColumn<QString>("id");
        for (const char* id : {"hr.pay-list", "pol.no-crime", "utl.water", "grid.report"})
            QTest::newRow(id) << QString::fromUtf8(id);
    }
    void acceptsEveryShippedDefinition()
    {
        QFETCH(QString, id);
        QCOMPARE(faults(shippedDefinition(id.toStdString())), std::string());
    }

    void readsTheEnvelope()
    {
        const auto service = readDocument(shippedDefinition("pol.no-crime"), m_clock);
        QVERIFY(service);
        QCOMPARE(service->version, 7);
        QCOMPARE(service->archetype, Archetype::Application);
        QCOMPARE(service->identity.level, IdentityLevel::Face);
        QCOMPARE(service->identity.fallback, (std::vector<std::string>{"otp", "counter"}));
        QCOMPARE(service->identity.far, std::optional(1e-4));
        QCOMPARE(service->identity.ageMin, 14);
        QCOMPARE(service->offline, OfflineMode::Online);
        QCOMPARE(service->outputs.size(), std::size_t{3});
        QCOMPARE(service->outputs.back().when, OutputTime::Issued);
        QCOMPARE(service->devices.pickup, (std::vector<std::string>{"idcard", "a4"}));
        QCOMPARE(service->privacy.resultText, ResultText::Neutral);
        QCOMPARE(service->form.pages.at(1).rule->field, std::string("purpose"));
        QCOMPARE(service->sha256.size(), std::size_t{64});
        const auto water = readDocument(shippedDefinition("utl.water"), m_clock);
        QCOMPARE(water->fee.kind.value(), FeeKind::Utility);
        const auto report = readDocument(shippedDefinition("grid.report"), m_clock);
        QCOMPARE(report->offline, OfflineMode::Queue);
        QCOMPARE(report->ttlHours, 72);
    }

    void namesAnUnknownFieldWithFileAndPointer()
    {
        json document = shippedDefinition("utl.water");
        document["colour"] = "blue";
        const std::string text = faults(document);
        QVERIFY2(text.starts_with("utl.water.json:/colour: is an unknown field; wanted: one of "), text.c_str());
    }

    void guessesTheFieldThatWasMeant()
    {
        json document = shippedDefinition("utl.water");
        document["fee"]["knid"] = document["fee"]["kind"];
        QCOMPARE(faults(document), std::string("utl.water.json:/fee/knid: is an unknown field; wanted: \"kind\"?\n"));
    }

    void saysWhatAMissingFieldWouldBe()
    {
        json document = shippedDefinition("utl.water");
        document["times"].erase("minutes");
        QCOMPARE(faults(document),
                 std::string("utl.water.json:/times/minutes: is missing; wanted: minutes at the machine, 1 to 60\n"));
    }

    void reportsEachFaultOnce()
    {
        json document = shippedDefinition("utl.water");
        document["status"] = "open";
        document["version"] = 0;
        document["audience"] = json::array({"person", "person"});
        document["title"]["en"] = "";
        document["dept"]["uscc"] = "91440399192003037X";
        document["hours"] = 7;
        const auto service = readDocument(document, m_clock);
        QVERIFY(!service);
        QCOMPARE(service.error().size(), std::size_t{6});
        const std::string text = faults(document);
        QVERIFY(text.find("/status: \"open\" is not known here; wanted: one of draft, active") != std::string::npos);
        QVERIFY(text.find("/audience/1: stands twice") != std::string::npos);
        QVERIFY(text.find("/hours: is a value of type integer; wanted: when the back end") != std::string::npos);
    }

    void namesTheLineOfBrokenJson()
    {
        QCOMPARE(faultsOfText("{\n  \"id\": \"utl.water\",\n  \"version\" 1\n}"),
                 std::string("utl.water.json:3: is not JSON here; wanted: JSON as in RFC 8259"));
        QVERIFY(faultsOfText("").find("is not JSON") != std::string::npos);
        QVERIFY(faultsOfText("[1, 2]").find("is a value of type array") != std::string::npos);
        QVERIFY(faultsOfText("{\"id\": \"\xff\"}").find("UTF-8") != std::string::npos);
    }

    void refusesNamesThatStandTwice()
    {
        std::string text = shippedDefinition("utl.water").dump();
        text.replace(0, 1, "{\"id\": \"grid.report\",");
        QCOMPARE(faultsOfText(text),
                 std::string("utl.water.json: has \"id\" twice in one object; wanted: each name once"));
    }

    void refusesDeepAndLargeFiles()
    {
        QVERIFY(faultsOfText(std::string(5000, '[')).find("is nested too deep") != std::string::npos);
        QVERIFY(faultsOfText("\"" + std::string(300 * 1024, 'a') + "\"").find("is too large") != std::string::npos);
    }

    void forbidsRegularExpressions()
    {
        json document = shippedDefinition("utl.water");
        document["data_schema"]["properties"]["account"]["pattern"] = "^[0-9]+$";
        QCOMPARE(faults(document),
                 std::string("utl.water.json:/data_schema/properties/account/pattern: is forbidden; wanted: a named "
                             "format instead of a regular expression\n"));
    }

    void refusesAnyMemberTakenAway()
    {
        const json whole = shippedDefinition("hr.pay-list");
        for (const auto& [name, member] : whole.items())
        {
            json document = whole;
            document.erase(name);
            const bool isOptional = name == "$schema" || name == "checks";
            const std::string text =
                DefinitionReader(m_clock).read({"hr.pay-list.json", document.dump()}) ? std::string() : "refused";
            QCOMPARE(text, isOptional ? std::string() : std::string("refused"));
        }
    }
};

BANSHI_TEST(DefinitionReaderTest)
#include "definition_reader_test.moc"

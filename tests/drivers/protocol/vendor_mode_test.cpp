// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/vendor_mode.h"

#include "banshi/drivers/protocol/commands.h"
#include "banshi/testing/suite.h"
#include "schema_folder.h"

#include <QTest>
#include <algorithm>

using namespace banshi;
using namespace banshi::drivers::protocol;
using nlohmann::json;

class VendorModePayloadsTest : public QObject
{
    Q_OBJECT

    const testing::SchemaFolder m_schemas;

private Q_SLOTS:
    void readsWhatItWrites()
    {
        for (const auto state : {VendorModeState::Inactive, VendorModeState::EnterPending, VendorModeState::Active,
                                 VendorModeState::ExitPending})
        {
            const json status = vendorModeStatusToJson(state);
            QVERIFY(vendorModeStateFromJson(status).value() == state);
            QCOMPARE(QString::fromStdString(m_schemas.faultIn("vendor-mode", "status", status)), QString());
        }
        QCOMPARE(appNameFromJson(registrationToJson("desk")).value(), std::string("desk"));
    }

    void refusesWhatIsNoState()
    {
        for (const json& status : {json::object(), json{{"vendorMode", 7}}, json{{"vendorMode", json::object()}},
                                   json{{"vendorMode", {{"service", "asleep"}}}}})
            QVERIFY(!vendorModeStateFromJson(status));
    }

    void refusesNamesThatAreNone()
    {
        for (const json& payload :
             {json::object(), json{{"appName", ""}}, json{{"appName", 7}}, json{{"appName", std::string(81, 'a')}}})
        {
            QVERIFY(!appNameFromJson(payload));
            QVERIFY(!m_schemas.faultOf("VendorMode.Register", payload).empty());
        }
    }

    void hasASchemaForEachOfItsEvents()
    {
        for (const auto name :
             {vendormode::kEnterModeRequestEvent, vendormode::kModeEnteredEvent, vendormode::kExitModeRequestEvent})
            QCOMPARE(QString::fromStdString(m_schemas.faultOf(std::string(name), json::object())), QString());
        for (const auto& names : {std::vector<std::string>{}, std::vector<std::string>{"desk", "monitor"}})
            QCOMPARE(QString::fromStdString(m_schemas.faultOf(std::string(vendormode::kModeExitedEvent),
                                                              connectedApplicationsToJson(names))),
                     QString());
        QVERIFY(!m_schemas.faultOf(std::string(vendormode::kModeExitedEvent), json::object()).empty());
    }

    void hasASchemaForEachOfItsCommands()
    {
        const auto commands = vendorModeCommands();
        QCOMPARE(std::ranges::count_if(commands,
                                       [](const CommandInfo& info) {
                                           return info.name.starts_with("VendorMode.") && info.version == "2.0";
                                       }),
                 5);
        for (const CommandInfo& info : commands)
        {
            QVERIFY(findCommand(info.name) != nullptr);
            QVERIFY(m_schemas.defines(std::string(info.name)));
            QVERIFY(m_schemas.defines(std::string(info.name) + ".completion"));
        }
    }
};

BANSHI_TEST(VendorModePayloadsTest)
#include "vendor_mode_test.moc"

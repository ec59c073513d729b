// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/plugin_metadata.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace banshi::drivers::protocol;
using nlohmann::json;

namespace
{

json good()
{
    return {{"name", "acme-reader"},
            {"class", "IdCardReader"},
            {"vendor", "Acme"},
            {"version", "1.2.0"},
            {"interface", "1.0"},
            {"connections", {"serial"}},
            {"models", {{{"name", "R1"}, {"usb", "0400:c35a"}}}}};
}

json needing(const char* version)
{
    json metadata = good();
    metadata["interface"] = version;
    return metadata;
}

} // namespace

class PluginMetadataTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsWhatFitsTheSchema()
    {
        const auto metadata = parsePluginMetadata(good());
        QVERIFY(metadata);
        QCOMPARE(metadata->name, std::string("acme-reader"));
        QCOMPARE(metadata->deviceClass, DeviceClass::IdCardReader);
        QVERIFY(metadata->connections == std::vector<std::string>{"serial"});
    }

    void limitsResetsUnlessThePluginSaysOtherwise()
    {
        QCOMPARE(parsePluginMetadata(good())->resetsPerHour, 3);
        json metadata = good();
        metadata["resetsPerHour"] = 0;
        QCOMPARE(parsePluginMetadata(metadata)->resetsPerHour, 0);
    }

    void refusesWhatDoesNot()
    {
        const auto refused = [](const char* key, const json& value) {
            json metadata = good();
            metadata[key] = value;
            return !parsePluginMetadata(metadata);
        };
        QVERIFY(refused("class", "Teleporter"));
        QVERIFY(refused("name", "Acme Reader"));
        QVERIFY(refused("models", json::array()));
        QVERIFY(refused("connections", {"carrier-pigeon"}));
        QVERIFY(refused("colour", "red"));
        QVERIFY(refused("resetsPerHour", 61));
        QVERIFY(refused("resetsPerHour", "often"));
        QVERIFY(refused("permissions", {"root"}));
        json without = good();
        without.erase("vendor");
        QVERIFY(!parsePluginMetadata(without));
        QVERIFY(!parsePluginMetadata(json::array()));
    }

    void acceptsItsOwnMinorAndThePreviousOne()
    {
        for (const char* version : {"1.0", "1.1"})
            QVERIFY2(parsePluginMetadata(needing(version)), version);
    }

    void refusesAnotherMajorAndANewerMinor()
    {
        for (const char* version : {"2.0", "0.9", "1.2"})
        {
            const auto refused = parsePluginMetadata(needing(version));
            QVERIFY2(!refused, version);
            QVERIFY(refused.error().detail.find(version) != std::string::npos);
        }
    }

    void refusesThisMinorAsAHostOfThePreviousOne()
    {
        const banshi::drivers::sdk::InterfaceVersion previous{1, 0};
        QVERIFY(parsePluginMetadata(needing("1.0"), previous));
        const auto refused = parsePluginMetadata(needing("1.1"), previous);
        QVERIFY(!refused);
        QCOMPARE(refused.error().detail, std::string("interface 1.1 is not offered by this host, which has 1.0"));
    }
};

BANSHI_TEST(PluginMetadataTest)
#include "plugin_metadata_test.moc"

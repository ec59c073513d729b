// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/service_list.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::protocol;
using nlohmann::json;

class ServiceListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsThePublishedPortRule()
    {
        const auto ports = publisherPorts();
        QCOMPARE(ports.front(), std::uint16_t(80));
        QCOMPARE(ports[1], std::uint16_t(5846));
        QCOMPARE(ports.back(), std::uint16_t(5856));
        QCOMPARE(serviceUri(5846, "receipt"), std::string("ws://127.0.0.1:5846/xfs4iot/v1.0/receipt/"));
    }

    void comesBackAsItWent()
    {
        const std::vector<ServiceEntry> services{{"a4", serviceUri(1234, "a4"), "DocumentPrinter"},
                                                 {"face-camera", serviceUri(1235, "face-camera"), ""}};
        const auto back = servicesFromJson(toJson(services));
        QVERIFY(back);
        QVERIFY(*back == services);
    }

    void knowsADeviceByItsClassAndNotByItsName()
    {
        QVERIFY((ServiceEntry{"vendor-mode", serviceUri(1234, "vendor-mode"), "DocumentPrinter"}.isDevice()));
        QVERIFY((ServiceEntry{"other", serviceUri(1234, "other"), ""}.isDevice())); // a third party's
        QVERIFY((!ServiceEntry{"machine", serviceUri(1234, "machine"), "VendorMode"}.isDevice()));
    }

    void takesTheNameFromAPublishedAnswer()
    {
        const json entry{{"serviceURI", "ws://127.0.0.1:5847/xfs4iot/v1.0/CardReader/"}};
        const auto services = servicesFromJson(json{{"vendorName", "Other"}, {"services", json::array({entry})}});
        QVERIFY(services);
        QCOMPARE(services->front().name, std::string("CardReader"));
    }

    void refusesServicesOfOtherMachines()
    {
        for (const char* uri :
             {"ws://10.0.0.1:80/x/", "http://127.0.0.1/x/", "ws://127.0.0.1.evil.example/x/", "", "x"})
            QVERIFY2(!serviceFromJson(json{{"serviceURI", uri}, {"name", "x"}}), uri);
    }
};

BANSHI_TEST(ServiceListTest)
#include "service_list_test.moc"

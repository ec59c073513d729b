// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/gateway_config.h"
#include "banshi/queue/store/tpm.h"
#include "banshi/testing/queue/platform_keys.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <fstream>

using namespace banshi;
using queue::gateway::loadGatewayConfig;

namespace
{

const std::string kMachine = "[machine]\nmode = \"development\"\ndevice_id = \"TEST-01\"\ngrid_code = \"1\"\n"
                             "site = { zh = \"点\", en = \"point\" }\ntest_clock = \"clock\"\n";
const std::string kPlatform = "[platform]\nurl = \"https://127.0.0.1:1\"\nca = \"tls/ca.pem\"\n"
                              "certificate = \"tls/kiosk.pem\"\nkey = \"tls/kiosk.key\"\nseal_key = \"seal.pub\"\n"
                              "signature_key = \"sign.pub\"\n";
const std::string kRest =
    "[gateway]\ndata_dir = \"data\"\n[panel]\nwidth_mm = 1\n[face]\nmatcher = \"x\"\n[speech]\nprogram = \"x\"\n"
    "[[device]]\nname = \"idcard\"\n";

} // namespace

class GatewayConfigTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    std::filesystem::path m_path;

    void write(const std::string& text) const { std::ofstream(m_path) << text; }
    [[nodiscard]] std::string faults() const
    {
        std::string all;
        if (const auto config = loadGatewayConfig(m_path); !config)
            for (const auto& fault : config.error())
                all += fault.text() + "\n";
        return all;
    }
    static bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

private Q_SLOTS:
    void initTestCase()
    {
        const std::filesystem::path folder = m_certificates.beside();
        m_path = folder / "machine.toml";
        QVERIFY(m_certificates.make());
        std::ofstream(folder / "seal.pub") << testing::queue::PlatformKeys().line() << "\n";
        std::filesystem::copy_file(folder / "tls" / "city-sign.pub", folder / "sign.pub");
    }

    void takesReceiptsOfTheNextHopWhenItIsNamed()
    {
        write(kMachine + kPlatform + kRest);
        const auto plain = loadGatewayConfig(m_path);
        QVERIFY(plain && plain->receiptKey == plain->platform.signatureKey);
        write(kMachine + kPlatform + "receipt_key = \"tls/district-sign.pub\"\n" + kRest);
        const auto district = loadGatewayConfig(m_path);
        QVERIFY(district && district->receiptKey.filename() == "district-sign.pub");
        write(kMachine + kPlatform + "receipt_key = \"tls/ca.pem\"\n" + kRest);
        QVERIFY(!loadGatewayConfig(m_path));
    }

    void takesTheTpmOfTheMachineUnlessAnotherOrNoneIsNamed()
    {
        for (const auto& [line, tcti] : {std::pair<std::string, std::string>{"", queue::store::tpmOfThisMachine()},
                                         {"tpm = \"none\"\n", ""},
                                         {"tpm = \"device:/dev/tpmrm1\"\n", "device:/dev/tpmrm1"}})
        {
            write(kMachine + kPlatform + "[gateway]\ndata_dir = \"data\"\n" + line);
            const auto config = loadGatewayConfig(m_path);
            QVERIFY2(config, faults().c_str());
            QCOMPARE(config->tpm, tcti);
        }
    }

    void readsItsOwnPartAndLeavesTheOthersAlone()
    {
        write(kMachine + kPlatform + kRest);
        const auto config = loadGatewayConfig(m_path);
        QVERIFY2(config, faults().c_str());
        QCOMPARE(config->deviceId, std::string("TEST-01"));
        QCOMPARE(config->socket, m_path.parent_path() / "run" / "gateway.sock");
        QCOMPARE(config->dataDir, m_path.parent_path() / "data");
        QCOMPARE(config->clockFile, m_path.parent_path() / "run" / "clock");
    }

    void knowsUntilWhenACertificateHolds()
    {
        using namespace std::chrono_literals;
        const std::filesystem::path folder = m_certificates.beside();
        const auto until = queue::gateway::certificateUntil(folder / "tls" / "kiosk.pem");
        QVERIFY(until.has_value());
        const auto written = std::filesystem::last_write_time(folder / "tls" / "kiosk.pem");
        const auto made = std::chrono::file_clock::to_sys(written);
        QVERIFY(*until > made + 24h && *until < made + 24h * 366 * 20);
        QVERIFY(!queue::gateway::certificateUntil(folder / "seal.pub"));
        QVERIFY(!queue::gateway::certificateUntil(folder / "nothing"));
    }

    void namesFileAndLineOfEachFault()
    {
        std::string platform = kPlatform;
        platform.replace(platform.find("https"), 5, "http");
        platform.replace(platform.find("tls/kiosk.key"), 13, "tls/city.key");
        platform.replace(platform.find("tls/ca.pem"), 10, "seal.pub");
        write(kMachine + platform + "[gateway]\ncolour = \"red\"\n");
        const std::string text = faults();
        const std::string file = m_path.string();
        QVERIFY2(has(text, file + ":8: platform.url: does not begin with https://"), text.c_str());
        QVERIFY2(has(text, file + ":9: platform.ca: cannot be read as certificates"), text.c_str());
        QVERIFY2(has(text, file + ":11: platform.key: does not belong to the certificate"), text.c_str());
        QVERIFY2(has(text, "gateway.data_dir"), text.c_str());
        QVERIFY2(has(text, "gateway.colour"), text.c_str());
    }

    void refusesTheTestClockInProduction()
    {
        std::string machine = kMachine;
        machine.replace(machine.find("development"), 11, "production");
        write(machine + kPlatform + kRest);
        QVERIFY(has(faults(), "machine.test_clock"));
    }

    void saysThatThereIsNoFileOrNoKey()
    {
        QVERIFY(!loadGatewayConfig("/nowhere/machine.toml"));
        std::string platform = kPlatform;
        platform.replace(platform.find("seal.pub"), 8, "tls/ca.pem");
        write(kMachine + platform + kRest);
        QVERIFY(has(faults(), "platform.seal_key: holds no such key"));
    }
};

BANSHI_TEST(GatewayConfigTest)
#include "gateway_config_test.moc"

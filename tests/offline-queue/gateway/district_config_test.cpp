// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/district_config.h"

#include "banshi/queue/district/database.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"
#include "running_district.h"

#include <QTest>
#include <fstream>

using namespace banshi;
using queue::gateway::loadDistrictConfig;

class DistrictConfigTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();
    std::filesystem::path m_path;

    [[nodiscard]] std::string usual(const std::string& more = {}) const
    {
        return districtFile(m_tls, "127.0.0.1:8443", "https://127.0.0.1:1", more);
    }
    void write(const std::string& text) const { std::ofstream(m_path) << text; }
    [[nodiscard]] std::string faultsOf(const std::string& text) const
    {
        write(text);
        std::string all;
        if (const auto config = loadDistrictConfig(m_path); !config)
            for (const auto& fault : config.error())
                all += fault.text() + "\n";
        return all;
    }
    [[nodiscard]] std::string faultsWith(std::string from, const std::string& to) const
    {
        std::string text = usual();
        text.replace(text.find(from), from.size(), to);
        return faultsOf(text);
    }
    static bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

private Q_SLOTS:
    void initTestCase()
    {
        const std::filesystem::path folder = m_certificates.beside();
        m_path = folder / "district.toml";
        QVERIFY(m_certificates.make());
    }

    void readsWhatAnInstanceNeeds()
    {
        write(usual("lease_s = 5\nlanes = 2\nconnections = 9\n"));
        const auto config = loadDistrictConfig(m_path);
        QVERIFY2(config, faultsOf(usual("lease_s = 5\nlanes = 2\nconnections = 9\n")).c_str());
        QCOMPARE(config->listener.address, std::string("127.0.0.1"));
        QCOMPARE(config->listener.port, 8443);
        QCOMPARE(config->listener.storing, 9);
        QVERIFY(config->lease == std::chrono::seconds(5));
        QCOMPARE(config->lanes, 2);
        QCOMPARE(config->portFile, m_path.parent_path() / "run" / "port");
        QCOMPARE(config->platform.certificate, m_tls / "district.pem");
    }

    void takesAddressesOfBothKinds()
    {
        QCOMPARE(faultsWith("127.0.0.1:8443", "::1:0"), std::string());
        QCOMPARE(faultsWith("127.0.0.1:8443", "0.0.0.0:65535"), std::string());
        for (const char* wrong : {"8443", ":8443", "localhost:8443", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:8x"})
            QVERIFY2(has(faultsWith("127.0.0.1:8443", wrong), ":3: district.listen: is no such address"), wrong);
    }

    void namesFileAndLineOfEachFault()
    {
        const std::string file = m_path.string();
        QVERIFY(has(faultsWith("district.key", "kiosk.key"),
                    file + ":5: district.key: does not belong to the certificate"));
        QVERIFY(has(faultsWith("district-sign.key", "ca.pem"), file + ":7: district.receipt_key: holds no such key"));
        QVERIFY(has(faultsWith("ca.pem", "ca.key"), file + ":6: district.machine_ca: cannot be read as certificates"));
        QVERIFY(has(faultsWith("https://", "http://"), ":9: platform.url: does not begin with https://"));
        QVERIFY(has(faultsWith("name =", "nome ="), "district.nome"));
        QVERIFY(has(faultsOf(usual("lease_s = 0\n")), ":8: district.lease_s"));
        const auto whole = usual();
        const auto platform = whole.find("[platform]");
        auto anonymous = whole.substr(0, platform);
        for (const char* line : {"[platform]\nurl = \"https://127.0.0.1:1\"\n"})
            anonymous += line;
        QVERIFY(has(faultsOf(anonymous), "platform.certificate: is missing"));
        QVERIFY(!loadDistrictConfig("/nowhere/district.toml"));
    }

    void wantsNoPasswordInTheUrlOfTheDatabase()
    {
        using queue::district::faultOfUrl;
        QCOMPARE(faultOfUrl("postgresql://banshi@db.example:5432,db2.example/district?target_session_attrs=read-write"),
                 std::string());
        QCOMPARE(faultOfUrl("postgresql://banshi@/district?host=/run/postgresql&passfile=/etc/banshi/pass"),
                 std::string());
        QVERIFY(has(faultOfUrl("postgresql://banshi:word@db.example/district"), "passfile"));
        QVERIFY(!faultOfUrl("host=db.example dbname=district").empty());
        QVERIFY(!faultOfUrl("postgresql://db.example/district?colour=red").empty());
    }
};

BANSHI_TEST(DistrictConfigTest)
#include "district_config_test.moc"

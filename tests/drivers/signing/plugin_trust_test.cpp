// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/host/plugin_trust.h"

#include "banshi/drivers/conformance/report_file.h"
#include "banshi/drivers/conformance/signing.h"
#include "banshi/testing/suite.h"

#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>

using namespace banshi::drivers;
using namespace banshi::drivers::conformance;

/// A city, a vendor that it knows, a stranger, and a signed file.
class PluginTrustTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] std::string path(const char* name) const
    {
        return m_folder->filePath(QString::fromLatin1(name)).toStdString();
    }
    [[nodiscard]] std::string verdict(const char* file = "driver.so") const
    {
        const auto trust = host::PluginTrust::load(path("trust"));
        if (!trust)
            return trust.error().detail;
        const auto verified = trust->verify(path(file), kindOf(file));
        return verified ? "trusted: " + verified->certificate.vendor : verified.error().detail;
    }
    // Changes one member of a JSON file.
    void change(const char* file, const nlohmann::json::json_pointer& member, const nlohmann::json& value) const
    {
        std::ifstream in(path(file));
        nlohmann::json content = nlohmann::json::parse(in);
        in.close();
        content[member] = value;
        std::ofstream(path(file)) << content.dump();
    }
    void write(const char* file, const std::string& text) const { std::ofstream(path(file)) << text; }
    [[nodiscard]] std::string reportOf(const char* plugin, bool fullMarks) const
    {
        return nlohmann::json{{"format", "banshi-drivertest/1"},
                              {"fullMarks", fullMarks},
                              {"plugin", {{"sha256", sha256Of(path(plugin))}}}}
            .dump();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        for (const char* who : {"city", "acme", "stranger"})
            QVERIFY(makeKeys(path(who)));
        std::filesystem::create_directory(path("trust"));
        std::filesystem::copy(path("city.pub"), path("trust/city.pub"));
        QVERIFY(certify(path("city.key"), "Acme", path("acme.pub"), path("acme.certificate")));
        write("driver.so", "not really a library");
        QVERIFY(signFile(path("acme.key"), path("acme.certificate"), path("driver.so")));
    }

    void trustsWhatAKnownVendorSigned() { QCOMPARE(verdict(), std::string("trusted: Acme")); }

    void keepsSecretKeysForTheirOwner()
    {
        struct stat facts
        {
        };
        QCOMPARE(::stat(path("acme.key").c_str(), &facts), 0);
        QCOMPARE(facts.st_mode & 0777, 0600U);
        QVERIFY(!makeKeys(path("acme")));
    }

    void refusesAFileWithoutASignature()
    {
        std::filesystem::remove(path("driver.so.sig"));
        QVERIFY(verdict().starts_with("not signed"));
    }

    void refusesAChangedByte()
    {
        write("driver.so", "not really a librarY");
        QCOMPARE(verdict(), std::string("the file is not the one that was signed"));
    }

    void refusesASignatureThatIsNotTheVendors()
    {
        write("driver.so", "not really a librarY");
        change("driver.so.sig", "/sha512"_json_pointer, host::sha512Of(path("driver.so")));
        QCOMPARE(verdict(), std::string("the signature is not the vendor's"));
    }

    void refusesAVendorWhomTheCityDoesNotKnow()
    {
        QVERIFY(certify(path("stranger.key"), "Acme", path("stranger.pub"), path("own.certificate")));
        QVERIFY(signFile(path("stranger.key"), path("own.certificate"), path("driver.so")));
        QCOMPARE(verdict(), std::string("the vendor's key is not counter-signed by the city"));
    }

    void refusesANameThatTheCityDidNotSign()
    {
        change("driver.so.sig", "/certificate/vendor"_json_pointer, "Bcme");
        QCOMPARE(verdict(), std::string("the vendor's key is not counter-signed by the city"));
    }

    void refusesARevokedKey()
    {
        QVERIFY(revoke(path("city.key"), {{path("acme.pub")}, {}}, path("trust/revoked.json")));
        QCOMPARE(verdict(), std::string("the vendor's key is revoked"));
    }

    void refusesARevokedFileAndNoOther()
    {
        QVERIFY(revoke(path("city.key"), {{}, {path("driver.so")}}, path("trust/revoked.json")));
        QCOMPARE(verdict(), std::string("this file is revoked"));
        write("driver.so", "the next version");
        QVERIFY(signFile(path("acme.key"), path("acme.certificate"), path("driver.so")));
        QCOMPARE(verdict(), std::string("trusted: Acme"));
    }

    void keepsWhatIsRevokedWhenMoreIsRevoked()
    {
        QVERIFY(revoke(path("city.key"), {{path("acme.pub")}, {}}, path("trust/revoked.json")));
        QVERIFY(revoke(path("city.key"), {{path("stranger.pub")}, {}}, path("trust/revoked.json")));
        QCOMPARE(verdict(), std::string("the vendor's key is revoked"));
    }

    void refusesAListFromWhichSomebodyHasTakenAKey()
    {
        QVERIFY(revoke(path("city.key"), {{path("acme.pub")}, {}}, path("trust/revoked.json")));
        change("trust/revoked.json", "/keys"_json_pointer, nlohmann::json::array());
        QCOMPARE(verdict(), std::string("revoked.json is not signed by the city"));
    }

    void doesNotTakeASignedReportForAPlugin()
    {
        write("proven.so", "another");
        const auto report = reportOf("proven.so", true);
        write("report.json", report);
        write("driver.so", report); // as if somebody had made a report that is a library, too
        QVERIFY(
            signFile(path("acme.key"), path("acme.certificate"), path("report.json"), path("proven.so")).has_value());
        QCOMPARE(verdict("report.json"), std::string("trusted: Acme"));
        std::filesystem::copy(path("report.json.sig"), path("driver.so.sig"),
                              std::filesystem::copy_options::overwrite_existing);
        QCOMPARE(verdict(), std::string("the signature is for something else"));
        change("driver.so.sig", "/kind"_json_pointer, "plugin");
        QCOMPARE(verdict(), std::string("the signature is not the vendor's"));
    }

    void signsNoReportWithoutFullMarksAndNoneOfAnotherPlugin()
    {
        const auto sign = [this](const char* plugin) {
            const auto done = signFile(path("acme.key"), path("acme.certificate"), path("report.json"),
                                       plugin == nullptr ? std::string() : path(plugin));
            return done ? std::string() : done.error().detail;
        };
        write("report.json", reportOf("driver.so", true));
        QCOMPARE(sign("driver.so"), std::string());
        QVERIFY(sign(nullptr).ends_with("whose report it is says --plugin"));
        QVERIFY(sign("nowhere.so").ends_with("it is not of " + path("nowhere.so")));
        write("driver.so", "built anew");
        QVERIFY(sign("driver.so").ends_with("it is not of " + path("driver.so")));
        write("report.json", reportOf("driver.so", false));
        QVERIFY(sign("driver.so").ends_with("it has no full marks"));
        write("report.json", "[]");
        QVERIFY(sign("driver.so").ends_with("no report of this proving ground"));
    }

    void trustsNobodyWithoutACityKey()
    {
        std::filesystem::remove(path("trust/city.pub"));
        QVERIFY(verdict().starts_with("no key of the city"));
    }

    void takesSeveralCityKeysWhileOneIsReplaced()
    {
        std::filesystem::copy(path("stranger.pub"), path("trust/city.pub"),
                              std::filesystem::copy_options::overwrite_existing);
        QVERIFY(verdict() != "trusted: Acme");
        std::ifstream old(path("city.pub"));
        std::ofstream(path("trust/city.pub"), std::ios::app) << old.rdbuf();
        QCOMPARE(verdict(), std::string("trusted: Acme"));
    }

    void survivesSignaturesOfAnyContent()
    {
        for (const char* text :
             {"", "{", "[]", "7", R"({"format":"banshi-signature/1"})", R"({"format":"banshi-signature/1","kind":7})"})
        {
            write("driver.so.sig", text);
            QVERIFY(!verdict().starts_with("trusted"));
        }
    }
};

BANSHI_TEST(PluginTrustTest)
#include "plugin_trust_test.moc"

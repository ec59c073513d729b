// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "definitions.h"

#include <QProcess>
#include <QTest>

using namespace banshi::testing;
using nlohmann::json;

class ServiceToolTest : public QObject
{
    Q_OBJECT

    std::string m_out;
    std::string m_error;

    int run(const QStringList& arguments)
    {
        QProcess process;
        process.start(qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/banshi-service"), arguments);
        if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
            return -1;
        m_out = process.readAllStandardOutput().toStdString();
        m_error = process.readAllStandardError().toStdString();
        return process.exitCode();
    }

    static QString text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

private Q_SLOTS:
    void findsTheShippedCatalogueSound()
    {
        QCOMPARE(run({QStringLiteral("validate"), text(shippedCatalogue())}), 0);
        QCOMPARE(m_out, std::string("4 sound, 0 faults\n"));
        QCOMPARE(run({QStringLiteral("validate")}), 0);
        QCOMPARE(run({QStringLiteral("validate"), text(shippedCatalogue() / "utl.water.json")}), 0);
    }

    void namesFileAndPointerOfEachFault()
    {
        const CatalogueFolder folder;
        json water = shippedDefinition("utl.water");
        water["colour"] = "blue";
        folder.write("utl.water.json", water.dump());
        folder.write("grid.report.json", "{\n nonsense");
        QCOMPARE(run({QStringLiteral("validate"), text(folder.path())}), 1);
        const std::string path = folder.path().string();
        QVERIFY2(m_error.find(path + "/utl.water.json:/colour: is an unknown field") != std::string::npos,
                 m_error.c_str());
        QVERIFY2(m_error.find(path + "/grid.report.json:2: is not JSON here") != std::string::npos, m_error.c_str());
        QCOMPARE(m_out, std::string("0 sound, 2 faults\n"));
    }

    void speaksJson()
    {
        const CatalogueFolder folder;
        json water = shippedDefinition("utl.water");
        water["fee"].erase("text");
        folder.write("utl.water.json", water.dump());
        QCOMPARE(run({QStringLiteral("validate"), QStringLiteral("--json"), text(folder.path() / "utl.water.json")}),
                 1);
        const json report = json::parse(m_out);
        QCOMPARE(report.at("sound").get<int>(), 0);
        QCOMPARE(report.at("faults").at(0).at("pointer").get<std::string>(), std::string("/fee/text"));
    }

    void listsAndSearches()
    {
        QCOMPARE(run({QStringLiteral("list"), QStringLiteral("--catalogue"), text(shippedCatalogue())}), 0);
        QCOMPARE(std::count(m_out.begin(), m_out.end(), '\n'), 4);
        QCOMPARE(run({QStringLiteral("search"), QStringLiteral("wfz"), QStringLiteral("--json")}), 0);
        QCOMPARE(json::parse(m_out).at("id").get<std::string>(), std::string("pol.no-crime"));
        QCOMPARE(run({QStringLiteral("search"), QStringLiteral("xxxx")}), 1);
    }

    void tellsWrongUsageApart()
    {
        QCOMPARE(run({}), 2);
        QCOMPARE(run({QStringLiteral("paint")}), 2);
        QCOMPARE(run({QStringLiteral("validate"), QStringLiteral("/nowhere/at all.json")}), 2);
        QVERIFY(m_error.find("/nowhere/at all.json: is not there") != std::string::npos);
        QCOMPARE(run({QStringLiteral("--help")}), 0);
    }
};

BANSHI_TEST(ServiceToolTest)
#include "service_tool_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "definitions.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app::services;
using namespace banshi::testing;
using nlohmann::json;

class CatalogueLoaderTest : public QObject
{
    Q_OBJECT

    ManualClock m_clock;

    LoadedCatalogue load(const CatalogueFolder& folder)
    {
        return loadCatalogue(CatalogueSource(folder.path()), m_clock);
    }

private Q_SLOTS:
    void loadsWhatShips()
    {
        const auto catalogue = loadShipped(m_clock);
        QCOMPARE(catalogue->services().size(), std::size_t{4});
        QCOMPARE(catalogue->usual().size(), std::size_t{4});
        QCOMPARE(catalogue->usual().front()->id, std::string("pol.no-crime"));
        QCOMPARE(catalogue->categories().size(), std::size_t{7});
        QCOMPARE(catalogue->inCategory("certificates").size(), std::size_t{2});
        QVERIFY(catalogue->find("no.such") == nullptr);
    }

    void knowsEveryCountryWithTheCommonOnesFirst()
    {
        const auto catalogue = loadShipped(m_clock);
        const CountryTable& countries = catalogue->countries();
        QCOMPARE(countries.all().size(), std::size_t{249});
        QCOMPARE(countries.commonCount(), std::size_t{12});
        QCOMPARE(countries.all().front().code, std::string("USA"));
        QCOMPARE(countries.all().at(12).pinyin.substr(0, 2), std::string("a "));
        QCOMPARE(countries.find("SGP")->name.zh, std::string("新加坡"));
        QVERIFY(countries.find("XXX") == nullptr);
    }

    void leavesOneBadFileOutAndKeepsTheOthers()
    {
        const CatalogueFolder folder;
        folder.write("utl.water.json", shippedDefinition("utl.water").dump());
        folder.write("hr.pay-list.json", "{ broken");
        json report = shippedDefinition("grid.report");
        report["surprise"] = true;
        folder.write("grid.report.json", report.dump());
        const LoadedCatalogue loaded = load(folder);
        QCOMPARE(loaded.catalogue->services().size(), std::size_t{1});
        QCOMPARE(loaded.faults.size(), std::size_t{2});
        QCOMPARE(loaded.faults.front().file, std::string("grid.report.json"));
        QCOMPARE(loaded.faults.front().pointer, std::string("/surprise"));
        QCOMPARE(loaded.faults.back().file, std::string("hr.pay-list.json"));
        QCOMPARE(loaded.faults.back().line, 1);
    }

    void keepsDraftsAndRetiredServicesBack()
    {
        const CatalogueFolder folder;
        for (const char* status : {"draft", "retired"})
        {
            json water = shippedDefinition("utl.water");
            water["status"] = status;
            folder.write("utl.water.json", water.dump());
            const LoadedCatalogue loaded = load(folder);
            QVERIFY(loaded.faults.empty());
            QVERIFY(loaded.catalogue->services().empty());
        }
    }

    void reportsAnUnknownCategoryButKeepsTheService()
    {
        const CatalogueFolder folder;
        json water = shippedDefinition("utl.water");
        water["categories"] = {"bathing"};
        folder.write("utl.water.json", water.dump());
        const LoadedCatalogue loaded = load(folder);
        QCOMPARE(loaded.catalogue->services().size(), std::size_t{1});
        QCOMPARE(loaded.faults.front().pointer, std::string("/categories/0"));
    }

    void reportsMissingFoldersAndBrokenTables()
    {
        const LoadedCatalogue nothing = loadCatalogue(CatalogueSource("/nowhere/at all"), m_clock);
        QVERIFY(nothing.catalogue->services().empty());
        QCOMPARE(nothing.faults.size(), std::size_t{3});
        const CatalogueFolder folder;
        folder.write("tables/countries.json", R"({"common": ["USA"], "countries": [{"code": "US"}], "more": 1})");
        folder.write("tables/categories.json", R"({"categories": [{"id": "a"}, 7], "usual": [3]})");
        const LoadedCatalogue loaded = load(folder);
        QCOMPARE(loaded.faults.size(), std::size_t{5});
    }
};

BANSHI_TEST(CatalogueLoaderTest)
#include "catalogue_loader_test.moc"

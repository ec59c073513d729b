// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/document_ipp/supply_facts.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::document_ipp;
using sdk::PaperState;
using sdk::Supply;
using sdk::Tray;

/// The texts are those of `ippeveprinter`, of PWG 5100.13 and of CUPS.
class SupplyFactsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesSuppliesAsThePrinterDescribesThem()
    {
        const auto supplies =
            suppliesOf({"index=1;class=receptacleThatIsFilled;type=wasteToner;unit=percent;maxcapacity=100;level=25;"
                        "colorantname=unknown;",
                        "index=2;class=supplyThatIsConsumed;type=toner;unit=percent;maxcapacity=100;level=75;"
                        "colorantname=black;"},
                       {"Toner Waste Tank", "Black Toner"});
        QVERIFY((supplies == std::vector<Supply>{{"Toner Waste Tank", 25}, {"Black Toner", 75}}));
    }

    void namesThemByKindAndColourWithoutADescription()
    {
        QVERIFY((suppliesOf({"type=toner;maxcapacity=5000;level=1250;colorantname=cyan", "type=fuser;level=-3;", ""},
                            {}) == std::vector<Supply>{{"toner cyan", 25}, {"fuser", -1}, {"3", -1}}));
    }

    void readsWhatCupsSaysOfMarkers()
    {
        const Markers markers{{"Black", "Waste"}, {"#000000", "none"}, {"toner", "wasteToner"}, {64, -2}};
        QVERIFY((markersOf(markers) == std::vector<Supply>{{"Black", 64}, {"Waste", -1}}));
        QVERIFY(
            (markersOf({{}, {"#00FFFF"}, {"ink"}, {7, 250}}) == std::vector<Supply>{{"ink #00FFFF", 7}, {"2", 100}}));
        QVERIFY(markersOf({}).empty());
    }

    void readsTrays()
    {
        const auto trays = traysOf(
            {"type=sheetFeedAutoRemovableTray;mediafeed=0;mediaxfeed=0;maxcapacity=250;level=100;status=0;"
             "name=main;",
             "type=sheetFeedAutoRemovableTray;maxcapacity=250;level=25;name=second", "maxcapacity=250;level=0;",
             "type=sheetFeedManual;maxcapacity=1;level=-2;name=manual;", "maxcapacity=-2;level=-3;name=by-pass"});
        QVERIFY((trays == std::vector<Tray>{{"main", PaperState::Full, 100},
                                            {"second", PaperState::Low, 25},
                                            {"3", PaperState::Out, 0},
                                            {"manual", PaperState::Unknown, -1},
                                            {"by-pass", PaperState::Full, -1}}));
    }

    void knowsNothingFromNonsense()
    {
        for (const char* text : {"", ";", "=", "level=;", "level=12x;maxcapacity=100", "level=99999999999999", "level"})
        {
            QVERIFY2((suppliesOf({text}, {}) == std::vector<Supply>{{"1", -1}}), text);
            QVERIFY2((traysOf({text}) == std::vector<Tray>{{"1", PaperState::Unknown, -1}}), text);
        }
    }
};

BANSHI_TEST(SupplyFactsTest)
#include "supply_facts_test.moc"

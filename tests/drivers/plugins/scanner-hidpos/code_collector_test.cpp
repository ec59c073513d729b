// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/scanner_hidpos/code_collector.h"

#include "banshi/testing/suite.h"
#include "hidpos_bytes.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace banshi::drivers::plugins::scanner_hidpos;
using State = CodeCollector::State;

class CodeCollectorTest : public QObject
{
    Q_OBJECT

    const DataReport m_layout = parseLayout(testing::posDescriptor())->data;

    static std::string textOf(const sdk::Barcode& code) { return {code.data.begin(), code.data.end()}; }

private Q_SLOTS:
    void takesACodeOfOneReport()
    {
        CodeCollector collector(m_layout);
        collector.feed(testing::posReport("134567890123456789"));
        QCOMPARE(collector.state(), State::Whole);
        const auto code = collector.take();
        QVERIFY(code.has_value());
        QCOMPARE(textOf(*code), std::string("134567890123456789"));
        QCOMPARE(code->symbology, sdk::Symbology::QrCode);
        QCOMPARE(collector.state(), State::Empty);
    }

    void joinsWhatIsContinued()
    {
        CodeCollector collector(m_layout);
        collector.feed(testing::posReport(std::string(56, 'a'), true, "]d2"));
        QCOMPARE(collector.state(), State::Open);
        collector.feed({std::vector<std::uint8_t>{9, 9, 9}}); // another report of the device
        collector.feed(testing::posReport("end", false, "]d2"));
        const auto code = collector.take();
        QVERIFY(code.has_value());
        QCOMPARE(textOf(*code), std::string(56, 'a') + "end");
        QCOMPARE(code->symbology, sdk::Symbology::DataMatrix);
    }

    void refusesWhatCannotBeACode()
    {
        CodeCollector collector(m_layout);
        auto tooMany = testing::posReport("x");
        tooMany[1] = 57;
        for (const auto& report : {tooMany, std::vector<std::uint8_t>{2, 1}, testing::posReport("")})
        {
            collector.feed(report);
            QCOMPARE(collector.state(), State::Damaged);
            QVERIFY(!collector.take().has_value());
            QCOMPARE(collector.state(), State::Empty);
        }
        for (int i = 0; i < 60; ++i)
            collector.feed(testing::posReport(std::string(56, 'b'), true));
        QCOMPARE(collector.state(), State::Damaged);
        QVERIFY(!collector.take().has_value());
    }

    void givesNothingAsLongAsSomethingIsAnnounced()
    {
        CodeCollector collector(m_layout);
        collector.feed(testing::posReport("half", true));
        QVERIFY(!collector.take().has_value());
        QCOMPARE(collector.state(), State::Empty);
    }
};

BANSHI_TEST(CodeCollectorTest)
#include "code_collector_test.moc"

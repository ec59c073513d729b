// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/test_paper.h"

#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;

class TestPaperTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSlipNamesTheMachineAndShowsACode()
    {
        const testing::ManualClock clock;
        const auto slip = app::pages::testPaper("测试点", "TEST-1").slip(clock.wall().utc);
        const auto has = [&](auto test) { return std::any_of(slip.begin(), slip.end(), test); };
        QVERIFY(has(
            [](const auto& line) { return line.kind == app::ports::SlipLine::Kind::Pair && line.right == "TEST-1"; }));
        QVERIFY(has([](const auto& line) { return line.kind == app::ports::SlipLine::Kind::Qr; }));
        QVERIFY(has([](const auto& line) { return line.right.find("2026 年 1 月 1 日 08:00") != std::string::npos; }));
    }
    void thePageIsOneSheetOfA4()
    {
        const testing::ManualClock clock;
        const auto page = app::pages::testPaper("测试点", "TEST-1").page(clock.wall().utc);
        QVERIFY(page.text().starts_with("%PDF-"));
        QVERIFY(page.text().find("/Count 1") != std::string_view::npos);
        QVERIFY(page.text().find("595") != std::string_view::npos &&
                page.text().find("842") != std::string_view::npos); // points
    }
};

BANSHI_TEST(TestPaperTest)
#include "test_paper_test.moc"

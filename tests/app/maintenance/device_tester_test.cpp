// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/device_tester.h"

#include "banshi/app/fakes/fake_bench.h"
#include "banshi/app/fakes/fake_machine_records.h"
#include "banshi/app/maintenance/codes.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app;
using namespace banshi::app::maintenance;
using Finding = TestResult::Finding;

namespace
{

struct Workshop
{
    testing::ManualClock clock;
    fakes::FakeMachineRecords records{clock};
    fakes::FakeBench bench;
    DeviceTester tester{clock,
                        records,
                        bench,
                        {[](base::UtcTime) { return ports::SlipText{}; },
                         [](base::UtcTime) { return base::SecretBytes(std::string_view("%PDF-1.7 test page")); }}};

    const TestResult& test(const std::string& device)
    {
        tester.test(device, "1234");
        for (int turn = 0; turn < 20; ++turn)
            QCoreApplication::processEvents();
        static const TestResult none;
        const auto found = tester.results().find(device);
        return found == tester.results().end() ? none : found->second;
    }
};

} // namespace

class DeviceTesterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usesEachDeviceAfterItsKind()
    {
        Workshop shop;
        QVERIFY(shop.test("idcard").finding == Finding::NoCard);
        shop.bench.cardLiesThere = true;
        QVERIFY(shop.test("idcard").finding == Finding::CardRead);
        QVERIFY(shop.test("receipt").finding == Finding::SlipPrinted);
        QVERIFY(shop.test("a4").finding == Finding::PagePrinted);
        const auto& picture = shop.test("face-camera");
        QVERIFY(picture.finding == Finding::PictureTaken);
        QCOMPARE(picture.picture.width, 1920);
        QVERIFY(shop.test("keys").finding == Finding::Answers);
        QCOMPARE(shop.bench.done, (std::vector<std::string>{"card idcard", "card idcard", "slip receipt", "page a4",
                                                            "picture face-camera", "ask keys"}));
        QCOMPARE(shop.bench.lastPage, std::string("%PDF-1.7 test page"));
    }
    void saysWhyADeviceFailed()
    {
        Workshop shop;
        shop.bench.fault = ports::DeviceFault{"drivers.receipt.paperOut", false};
        const auto& slip = shop.test("receipt");
        QVERIFY(!slip.passed());
        QCOMPARE(slip.code, std::string("drivers.receipt.paperOut"));
        shop.bench.sheet = {ports::SheetEnd::FailedClean, 0, "app.notPrinted"};
        QCOMPARE(shop.test("a4").code, std::string("app.notPrinted"));
        QVERIFY(shop.records.last("device.tested").after ==
                nlohmann::json({{"device", "a4"}, {"result", "app.notPrinted"}}));
    }
    void recordsBeginAndEndWithWhoAndWhen()
    {
        Workshop shop;
        shop.test("a4");
        const auto begun = shop.records.last("device.testBegun");
        QCOMPARE(begun.who, std::string("1234"));
        QVERIFY(begun.at == shop.clock.wall().utc);
        QVERIFY(begun.before == nlohmann::json({{"device", "a4"}, {"condition", "fault"}}));
        const auto ended = shop.records.last("device.tested");
        QVERIFY(ended.after == nlohmann::json({{"device", "a4"}, {"result", "passed"}}));
    }
    void movesNothingThatCannotBeRecorded()
    {
        Workshop shop;
        shop.records.refusesWrites = true;
        QCOMPARE(shop.test("a4").code, std::string(code::kNotRecorded));
        QVERIFY(shop.bench.done.empty());
    }
    void testsOneDeviceAtATimeAndNoneThatIsNotThere()
    {
        Workshop shop;
        shop.test("nothing");
        QVERIFY(shop.tester.running().empty());
        shop.bench.neverAnswers = true;
        shop.test("receipt");
        shop.test("a4");
        QCOMPARE(shop.tester.running(), std::string("receipt"));
        QCOMPARE(shop.bench.done, std::vector<std::string>{"slip receipt"});
    }
};

BANSHI_TEST(DeviceTesterTest)
#include "device_tester_test.moc"

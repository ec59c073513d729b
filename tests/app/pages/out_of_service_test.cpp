// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/widgets/readable.h"
#include "booth.h"

#include <QAbstractButton>
#include <QTest>

using namespace banshi;
using namespace std::chrono_literals;

namespace
{

const char* const kNearby = "GET /v1/sites/nearby?item=pol.no-crime&limit=5";

nlohmann::json place(const char* zh, const char* en, const char* state, int metres)
{
    return {{"site", "s-1"},
            {"name", {{"zh", zh}, {"en", en}}},
            {"address", {{"zh", "样例路一号"}, {"en", "1 Sample Road"}}},
            {"distance_m", metres},
            {"state", state},
            {"hours", nlohmann::json::array()}};
}

nlohmann::json twoPlaces()
{
    return {{"age_s", 60},
            {"sites",
             {place("测试社区站", "Test community point", "closed", 300),
              place("测试市民中心", "Test citizen centre", "working", 1240)}}};
}

QString wordsOn(const Booth& booth)
{
    QStringList words;
    for (const QWidget* widget : booth.screen.findChildren<QWidget*>())
        if (const auto* readable = dynamic_cast<const ui::widgets::Readable*>(widget))
            if (widget->isVisible())
                for (const ui::widgets::TextSpot& spot : readable->spots())
                    words << spot.words;
    return words.join(u'\n');
}

} // namespace

/// The page of a machine that cannot serve. BANSHI_PICTURES names a folder for pictures of it.
class OutOfServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysSinceWhenAndWhereElseWhileATechnicianHasTheDevices()
    {
        Booth booth;
        booth.platform.answer(kNearby, twoPlaces());
        show(booth);
        booth.director.showDevicesLent(*base::fromRfc3339("2026-03-01T06:05:00Z"));
        Technician::settle();
        booth.technician.clock.setWall(*base::fromRfc3339("2026-03-01T06:20:00Z"), true);
        booth.technician.clock.advance(1s);
        Technician::settle();
        for (const char* words :
             {"维护人员正在", "14:05", "维护人员做完就自动恢复", "测试市民中心，样例路一号（约 1.2 公里）", "12345"})
            QVERIFY2(wordsOn(booth).contains(QString::fromUtf8(words)), words);
        keep(booth, "zh");
        booth.screen.findChild<QAbstractButton*>(QStringLiteral("bar.language"))->click();
        Technician::settle();
        for (const char* words : {"A technician is at work", "14:05", "By itself, as soon as the technician is done",
                                  "Test citizen centre, 1 Sample Road (1.2 km away)", "12345"})
            QVERIFY2(wordsOn(booth).contains(QString::fromUtf8(words)), words);
        keep(booth, "en");
    }

    void namesTheDayWhenItBeganOnAnother()
    {
        Booth booth;
        show(booth);
        booth.technician.clock.setWall(*base::fromRfc3339("2026-03-02T06:20:00Z"), true);
        booth.director.showDevicesLent(*base::fromRfc3339("2026-03-01T06:05:00Z"));
        Technician::settle();
        QVERIFY(wordsOn(booth).contains(QStringLiteral("2026 年 3 月 1 日 14:05")));
    }

    void saysNoMoreThanItKnows()
    {
        Booth booth;
        booth.platform.refuse(kNearby, {"gateway.upstreamUnreachable", app::ports::FaultClass::Retry, {}, {}, {}});
        show(booth);
        booth.director.showOutOfService(QStringLiteral("app.journalUnavailable"));
        Technician::settle();
        QVERIFY(wordsOn(booth).contains(QStringLiteral("12345")));
        for (const char* words : {"开始时间", "预计恢复", "现在可以去"})
            QVERIFY2(!wordsOn(booth).contains(QString::fromUtf8(words)), words);
    }

    void asksForPlacesOnceAMinuteAndOnlyWhileThePageStands()
    {
        Booth booth;
        booth.director.showFront(false);
        Technician::settle();
        QCOMPARE(booth.platform.count(kNearby), 0);
        booth.director.showDevicesLent(booth.technician.clock.wall().utc);
        for (int second = 0; second < 61; ++second)
        {
            booth.technician.clock.advance(1s);
            Technician::settle();
        }
        QCOMPARE(booth.platform.count(kNearby), 2);
        booth.director.showFront(false);
        booth.technician.clock.advance(120s);
        Technician::settle();
        QCOMPARE(booth.platform.count(kNearby), 2);
    }

private:
    static void show(Booth& booth)
    {
        booth.screen.resize(1080, 1920);
        booth.screen.show();
    }
    static void keep(Booth& booth, const char* language)
    {
        const QString folder = qEnvironmentVariable("BANSHI_PICTURES");
        if (!folder.isEmpty())
            QVERIFY(booth.screen.grab().save(
                QStringLiteral("%1/out-of-service-%2.png").arg(folder, QString::fromLatin1(language))));
    }
};

BANSHI_TEST(OutOfServiceTest)
#include "out_of_service_test.moc"

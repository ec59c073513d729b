// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "stage.h"

using namespace banshi;
using testing::Stage;
using ui::pages::Tap;

class TapsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingThatCanBeTouchedSaysItsName_data()
    {
        QTest::addColumn<QString>("sample");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* sample, const char* name, const char* text = "") {
            QTest::addRow("%s %s", sample, name)
                << QString::fromUtf8(sample) << QString::fromUtf8(name) << QString::fromUtf8(text);
        };
        row("front", "search.open");
        row("front", "category.bill");
        row("front", "service.utl.water");
        row("front", "foot.next");
        row("front", "foot.other");
        row("front", "foot.extra");
        row("front", "bar.help");
        row("front", "bar.readAloud");
        row("front-found", "service.pol.no-crime");
        row("service-list", "service.item.3");
        row("service-list", "foot.back");
        row("service-list-card", "service.hr.pay-list");
        row("consent", "foot.next");
        row("consent", "foot.finish");
        row("card", "foot.other");
        row("face", "foot.other");
        row("otp-wrong", "otp.resend");
        row("form-choice", "choice.study", "study");
        row("form-choice", "foot.next", "visa");
        row("form-country", "choice.CAN", "CAN");
        row("form-months", "foot.next", "2025-01/2026-09");
        row("form-source", "form.contest");
        row("photo", "photo.take");
        row("photo-away", "photo.take");
        row("photo-away", "foot.next");
        row("photo-starting", "foot.next");
        row("photo-taken", "photo.delete.1");
        row("summary", "edit.country");
        row("pay", "foot.other");
        row("done", "rating.4", "4");
        row("done", "foot.next");
        row("message", "message.again");
        row("message", "message.slip");
        row("message-payment-in-doubt", "message.again");
        row("layer-idle", "layer.stay");
        row("layer-help", "layer.close");
        row("maintenance", "maintenance.first");
        row("maintenance", "device.a4.test");
        row("maintenance", "section.services");
        row("maintenance-services", "switch.utl.water", "off");
        row("maintenance-services", "switch.pol.no-crime", "on");
    }
    void everythingThatCanBeTouchedSaysItsName()
    {
        QFETCH(QString, sample);
        QFETCH(QString, name);
        QFETCH(QString, text);
        Stage stage;
        stage.show(Stage::sample(qPrintable(sample)));
        QVERIFY(stage.touch(name));
        QCOMPARE(stage.taps.size(), 1);
        QCOMPARE(stage.taps.front().name, name);
        QCOMPARE(stage.taps.front().text, text);
    }
    void aDisabledKeySaysNothing()
    {
        Stage stage;
        for (const auto& [sample, key] : {std::pair("otp", "otp.resend"), {"photo-starting", "photo.take"}})
        {
            stage.show(Stage::sample(sample));
            QVERIFY(stage.touch(QString::fromLatin1(key)));
            QVERIFY2(stage.taps.isEmpty(), sample);
        }
    }
    void aLayerKeepsTouchesFromThePage()
    {
        Stage stage;
        stage.show(Stage::sample("layer-help"));
        const QWidget* under = stage.find(QStringLiteral("foot.next"));
        QVERIFY(under != nullptr);
        QWidget* reached = stage.screen.childAt(under->mapTo(&stage.screen, under->rect().center()));
        QCOMPARE(reached->objectName(), QStringLiteral("layer"));
    }
    void keypadFillsTheCode()
    {
        Stage stage;
        stage.show(Stage::sample("otp"));
        for (const char* key : {"key.1", "key.2", "key.erase", "key.9"})
            QVERIFY(stage.touch(QString::fromUtf8(key)));
        QCOMPARE(stage.taps.back(), (Tap{QStringLiteral("otp.edited"), QStringLiteral("19")}));
        QVERIFY(stage.touch(QStringLiteral("foot.next")));
        QCOMPARE(stage.taps.back(), (Tap{QStringLiteral("foot.next"), QStringLiteral("19")}));
    }
    void keyboardTypesIntoTheField()
    {
        Stage stage;
        stage.show(Stage::sample("form-text"));
        for (const char* key : {"key.w", "key.a", "candidate.0"})
            QVERIFY2(stage.touch(QString::fromUtf8(key)), key);
        QVERIFY(stage.taps.back().text.startsWith(QStringLiteral("路口井盖松动，晚上看不清")));
        QCOMPARE(stage.taps.back().name, QStringLiteral("form.edited"));
        const QString before = stage.taps.back().text;
        QVERIFY(stage.touch(QStringLiteral("key.erase")));
        QCOMPARE(stage.taps.back().text.size(), before.size() - 1);
    }
    void keyboardCanBePutAwayAndComesBack()
    {
        Stage stage;
        stage.show(Stage::sample("form-text"));
        QVERIFY(stage.touch(QStringLiteral("key.close")));
        QVERIFY(stage.find(QStringLiteral("key.q")) == nullptr);
        QVERIFY(stage.touch(QStringLiteral("form.field")));
        QVERIFY(stage.find(QStringLiteral("key.q")) != nullptr);
    }
    void searchReportsLettersOnTheirWay()
    {
        Stage stage;
        stage.show(Stage::sample("front-search"));
        for (const char* key : {"key.s", "key.f"})
            QVERIFY(stage.touch(QString::fromUtf8(key)));
        QCOMPARE(stage.taps.back(), (Tap{QStringLiteral("search.edited"), QStringLiteral("sf")}));
        QVERIFY(stage.touch(QStringLiteral("key.close")));
        QCOMPARE(stage.taps.back().name, QStringLiteral("search.close"));
    }
    void longListsAreFoundByLetters()
    {
        Stage stage;
        stage.show(Stage::sample("form-country"));
        for (const char* key : {"key.x", "key.j", "key.p"})
            QVERIFY(stage.touch(QString::fromUtf8(key)));
        QVERIFY(stage.find(QStringLiteral("choice.SGP")) != nullptr);
        QVERIFY(stage.find(QStringLiteral("choice.CAN")) == nullptr);
    }
    void monthsStayWithinTheirRange()
    {
        Stage stage;
        stage.show(Stage::sample("form-months"));
        for (int i = 0; i < 20; ++i)
            QVERIFY(stage.touch(QStringLiteral("month.from.year.less")));
        QVERIFY(stage.touch(QStringLiteral("month.to.month.more")));
        QVERIFY(stage.touch(QStringLiteral("month.to.month.more")));
        QCOMPARE(stage.taps.back().text, QStringLiteral("2010-01/2026-10"));
    }
};

BANSHI_TEST(TapsTest)
#include "taps_test.moc"

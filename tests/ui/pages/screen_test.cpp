// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/widgets/button.h"
#include "stage.h"

#include <QRegularExpression>

using namespace banshi;
using testing::Stage;
using ui::pages::Tap;

class ScreenTest : public QObject
{
    Q_OBJECT

    static QStringList wordsOn(const Stage& stage)
    {
        QStringList words;
        for (const QWidget* widget : stage.screen.findChildren<QWidget*>())
            if (const auto* readable = dynamic_cast<const ui::widgets::Readable*>(widget))
                if (widget->isVisible() && !widget->objectName().startsWith(QStringLiteral("key.")) &&
                    widget->objectName() != u"form.field" && widget->objectName() != u"bar.language")
                    for (const ui::widgets::TextSpot& spot : readable->spots())
                        words << spot.words;
        return words;
    }

private Q_SLOTS:
    void namesItsPage()
    {
        Stage stage;
        QCOMPARE(stage.screen.currentPage(), QString());
        for (const ui::samples::Sample& sample : ui::samples::allSamples())
        {
            stage.show(sample);
            QCOMPARE(stage.screen.currentPage(), ui::pages::pageName(sample.page));
            QVERIFY2(stage.find(stage.screen.currentPage()) != nullptr, qPrintable(sample.name));
        }
    }
    void languageChangesEveryWordAtOnce()
    {
        static const QRegularExpression han(QStringLiteral("\\p{Han}"));
        Stage stage;
        for (const ui::samples::Sample& sample : ui::samples::allSamples())
        {
            stage.look.setLanguage(ui::i18n::Language::Chinese);
            stage.show(sample);
            QVERIFY(wordsOn(stage).join(QLatin1Char(' ')).contains(han));
            stage.look.setLanguage(ui::i18n::Language::English);
            for (const QString& words : wordsOn(stage))
                QVERIFY2(!words.contains(han) || words == u"林*",
                         qPrintable(sample.name + QStringLiteral(": ") + words));
        }
    }
    void barKeysActAtOnceAndTell()
    {
        Stage stage;
        stage.show(Stage::sample("card"));
        QVERIFY(stage.touch(QStringLiteral("bar.language")));
        QCOMPARE(stage.taps.back(), (Tap{QStringLiteral("bar.language"), QStringLiteral("en")}));
        QCOMPARE(stage.look.language(), ui::i18n::Language::English);
        for (const char* step : {"1", "2", "3", "0"})
        {
            QVERIFY(stage.touch(QStringLiteral("bar.size")));
            QCOMPARE(stage.taps.back(), (Tap{QStringLiteral("bar.size"), QString::fromUtf8(step)}));
        }
    }
    void readingAloudIsThereOnlyWhenTheMachineCanSpeak()
    {
        Stage stage;
        ui::samples::Sample sample = Stage::sample("card");
        sample.frame.readAloud = false;
        stage.show(sample);
        QVERIFY(stage.find(QStringLiteral("bar.readAloud")) == nullptr);
        sample.frame.readAloud = true;
        stage.show(sample);
        QVERIFY(stage.find(QStringLiteral("bar.readAloud")) != nullptr);
    }
    void techniciansHoldTheLogoAndTouchItThreeTimes()
    {
        Stage stage;
        stage.show(Stage::sample("front"));
        QWidget* logo = stage.find(QStringLiteral("bar.logo"));
        QTest::mousePress(logo, Qt::LeftButton);
        stage.clock.advance(std::chrono::seconds(5));
        QCoreApplication::processEvents();
        QTest::mouseRelease(logo, Qt::LeftButton);
        for (int i = 0; i < 3; ++i)
        {
            QVERIFY(stage.taps.isEmpty());
            QTest::mouseClick(logo, Qt::LeftButton);
        }
        QCOMPARE(stage.taps.size(), 1);
        QCOMPARE(stage.taps.front().name, QStringLiteral("bar.maintenance"));
    }
    void theGestureIsNotMadeByChance_data()
    {
        QTest::addColumn<int>("holdSeconds");
        QTest::addColumn<int>("waitSeconds");
        QTest::newRow("held too shortly") << 4 << 0;
        QTest::newRow("touched too late") << 5 << 6;
    }
    void theGestureIsNotMadeByChance()
    {
        QFETCH(int, holdSeconds);
        QFETCH(int, waitSeconds);
        Stage stage;
        stage.show(Stage::sample("front"));
        QWidget* logo = stage.find(QStringLiteral("bar.logo"));
        QTest::mousePress(logo, Qt::LeftButton);
        stage.clock.advance(std::chrono::seconds(holdSeconds));
        QCoreApplication::processEvents();
        QTest::mouseRelease(logo, Qt::LeftButton);
        stage.clock.advance(std::chrono::seconds(waitSeconds));
        QCoreApplication::processEvents();
        for (int i = 0; i < 3; ++i)
            QTest::mouseClick(logo, Qt::LeftButton);
        QVERIFY(stage.taps.isEmpty());
    }
    void anyTouchSaysThatSomeoneIsThere()
    {
        Stage stage;
        stage.show(Stage::sample("card"));
        QSignalSpy touched(&stage.screen, &ui::pages::Screen::touched);
        QTest::mouseClick(stage.find(QStringLiteral("card")), Qt::LeftButton);
        QCOMPARE(touched.count(), 1);
    }
    void newContentsDoNotSwallowATouch()
    {
        Stage stage;
        ui::samples::Sample sample = Stage::sample("maintenance");
        stage.show(sample);
        QWidget* test = stage.find(QStringLiteral("device.a4.test"));
        QTest::mousePress(test, Qt::LeftButton);
        std::get<ui::pages::MaintenanceContents>(sample.page).devices.front().figure =
            ui::i18n::Text::plain(QStringLiteral("97"));
        stage.screen.present(sample.page, sample.frame);
        QTest::mouseRelease(test, Qt::LeftButton);
        QCOMPARE(stage.taps.size(), 1);
        stage.settle();
        QVERIFY(wordsOn(stage).join(QLatin1Char(' ')).contains(QStringLiteral("97")));
    }
    void aCountdownChangesNothingButItself()
    {
        Stage stage;
        ui::samples::Sample sample = Stage::sample("pay");
        stage.show(sample);
        const QWidget* code = stage.find(QStringLiteral("pay.code"));
        std::get<ui::pages::PayContents>(sample.page).secondsLeft = 30;
        stage.show(sample);
        QCOMPARE(stage.find(QStringLiteral("pay.code")), code);
        QVERIFY(wordsOn(stage).join(QLatin1Char(' ')).contains(QStringLiteral("还剩 30 秒")));
    }
    void takesCameraPicturesOnlyWhereTheyBelong()
    {
        Stage stage;
        const QImage person = ui::samples::drawnPerson();
        const ui::widgets::FrameView frame{person.constBits(), person.width(), person.height(),
                                           static_cast<int>(person.bytesPerLine())};
        stage.screen.setCameraFrame(frame);
        stage.show(Stage::sample("card"));
        stage.screen.setCameraFrame(frame);
        stage.show(Stage::sample("face"));
        const QImage before = stage.find(QStringLiteral("face.camera"))->grab().toImage();
        stage.screen.setCameraFrame(frame);
        QVERIFY(stage.find(QStringLiteral("face.camera"))->grab().toImage() != before);
    }
    void followsTheWindow()
    {
        Stage stage;
        stage.show(Stage::sample("front"));
        stage.screen.resize(540, 960);
        stage.settle();
        QCOMPARE(stage.look.theme().panel().pixels(), QSize(540, 960));
        for (const QWidget* key :
             stage.screen.findChildren<ui::widgets::Button*>(QRegularExpression(QStringLiteral("^foot\\."))))
            if (key->isVisible())
                QVERIFY(stage.screen.rect().contains(QRect(key->mapTo(&stage.screen, QPoint()), key->size())));
    }
};

BANSHI_TEST(ScreenTest)
#include "screen_test.moc"

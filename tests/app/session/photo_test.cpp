// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app;
using namespace banshi::app::session;
using Camera = PhotoState::Camera;

namespace
{

constexpr auto kFirstPicture = 10s; // what the step gives the camera

void walkToPhoto(Scene& stage)
{
    stage.start("grid.report", Flow::Kind::Report);
    stage.give(Kind::Choose, "fire");
    stage.give(Kind::Next);
    stage.give(Kind::Next, "消防通道被堵");
    stage.give(Kind::Next);
}

} // namespace

/// Pictures for a report, and a camera that lets itself be waited for.
class PhotoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesNothingBeforeTheFirstPictureIsThere()
    {
        Scene stage;
        stage.devices.cameraDark = true;
        walkToPhoto(stage);
        QVERIFY(stage.on<PhotoState>() && stage.on<PhotoState>()->camera == Camera::Starting);
        stage.give(Kind::Take);
        QCOMPARE(stage.devices.picturesTaken, 0);
        stage.devices.givePicture();
        QVERIFY(stage.on<PhotoState>()->camera == Camera::Showing);
        stage.give(Kind::Take);
        QCOMPARE(stage.on<PhotoState>()->pictures.size(), std::size_t(1));
    }

    void showsThePictureToTheResident()
    {
        Scene stage;
        int shown = 0;
        stage.around.showFrame = [&](const ports::FrameView& frame) { shown += frame.width; };
        walkToPhoto(stage);
        QVERIFY(stage.on<PhotoState>());
        QCOMPARE(shown, 1);
    }

    void saysThatACameraWithoutPictureIsAway()
    {
        Scene stage;
        stage.devices.cameraDark = true;
        walkToPhoto(stage);
        stage.clock.advance(kFirstPicture - 1s);
        QVERIFY(stage.on<PhotoState>() && stage.on<PhotoState>()->camera == Camera::Starting);
        stage.clock.advance(1s);
        QVERIFY(stage.on<PhotoState>()->camera == Camera::Away);
        stage.give(Kind::Next);
        QVERIFY(stage.on<SummaryState>());
    }

    void startsTheCameraAgainOnRequest()
    {
        Scene stage;
        stage.devices.cameraDark = true;
        walkToPhoto(stage);
        stage.clock.advance(kFirstPicture);
        QVERIFY(stage.on<PhotoState>() && stage.on<PhotoState>()->camera == Camera::Away);
        stage.devices.cameraDark = false;
        stage.give(Kind::Take);
        QCOMPARE(stage.devices.previewsStarted, 2);
        QCOMPARE(stage.devices.picturesTaken, 0);
        QVERIFY(stage.on<PhotoState>()->camera == Camera::Showing);
    }

    void aLatePictureStillCounts()
    {
        Scene stage;
        stage.devices.cameraDark = true;
        walkToPhoto(stage);
        stage.clock.advance(kFirstPicture);
        QVERIFY(stage.on<PhotoState>() && stage.on<PhotoState>()->camera == Camera::Away);
        stage.devices.givePicture();
        QVERIFY(stage.on<PhotoState>()->camera == Camera::Showing);
    }

    void aCameraThatHasShownIsNotAwayLater()
    {
        Scene stage;
        walkToPhoto(stage);
        QVERIFY(stage.on<PhotoState>());
        stage.clock.advance(kFirstPicture + 1s);
        QVERIFY(stage.on<PhotoState>()->camera == Camera::Showing);
    }
};

BANSHI_TEST(PhotoTest)
#include "photo_test.moc"

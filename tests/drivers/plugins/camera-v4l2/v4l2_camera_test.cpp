// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/camera_v4l2/opencv_camera.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"
#include "video_kernel.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <opencv2/imgcodecs.hpp>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using plugins::camera_v4l2::OpenCvCamera;
namespace kernel = testing::video_kernel;

namespace
{

constexpr int kWidth = 320;
constexpr int kHeight = 240;

kernel::Camera cameraThatSees(const cv::Scalar& colour)
{
    kernel::Camera camera{{}, kWidth, kHeight};
    cv::imencode(".jpg", cv::Mat(kHeight, kWidth, CV_8UC3, colour), camera.jpeg);
    return camera;
}

} // namespace

/// OpenCV's own V4L2 code against the kernel's interface: cameras that are bound by their place, and that come and go.
class V4l2CameraTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dev;
    testing::DriverHost m_host;

    std::string node(int number) const { return m_dev.filePath(QStringLiteral("video%1").arg(number)).toStdString(); }
    QString place(const char* name) const { return m_dev.filePath(QString::fromLatin1(name)); }

    // The system's rules link a place to whatever node stands there now.
    void link(const char* name, int number)
    {
        QFile::remove(place(name));
        QVERIFY(QFile::link(QString::fromStdString(node(number)), place(name)));
    }
    std::unique_ptr<OpenCvCamera> cameraAt(const char* name)
    {
        OpenCvCamera::Setup setup;
        setup.capture.isDevice = true;
        setup.capture.source = place(name).toStdString();
        setup.firstFrameTime = 4000ms;
        setup.frozenTime = 500ms;
        return std::make_unique<OpenCvCamera>(setup, m_host);
    }
    // The colour in the middle of a picture: "red", "blue" or what failed.
    static std::string colourSeenBy(OpenCvCamera& camera)
    {
        const auto picture = camera.takePicture(testing::DriverCall());
        if (!picture)
            return picture.failure().detail;
        const cv::Mat image = cv::imdecode(picture->jpeg, cv::IMREAD_COLOR);
        const auto middle = image.at<cv::Vec3b>(image.rows / 2, image.cols / 2);
        return middle[2] > middle[0] ? "red" : "blue";
    }
    // Pumps until something else than a frame or a wait comes.
    static std::optional<sdk::Failure> pumpUntilItFails(OpenCvCamera& camera, std::chrono::milliseconds limit)
    {
        struct Sink : sdk::FrameSink
        {
            sdk::Outcome<void> write(const sdk::FrameView&) override { return {}; }
        } sink;
        QElapsedTimer timer;
        for (timer.start(); timer.elapsed() < limit.count();)
        {
            const auto pumped = camera.pumpFrame(sink, testing::DriverCall(200ms));
            if (!pumped && pumped.failure().code != sdk::ErrorCode::TimeOut)
                return pumped.failure();
        }
        return std::nullopt;
    }

private Q_SLOTS:
    void init()
    {
        kernel::plug(node(0), cameraThatSees({0, 0, 255}));
        kernel::plug(node(1), cameraThatSees({255, 0, 0}));
        link("left", 0);
        link("right", 1);
    }

    void takesTheSizeThatTheCameraGivesAndThrowsWarmUpFramesAway()
    {
        const auto camera = cameraAt("left");
        const auto opened = camera->open(testing::DriverCall());
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
        QCOMPARE(camera->capabilities().preview.width, kWidth);
        QCOMPARE(camera->capabilities().preview.height, kHeight);
        QVERIFY(kernel::framesFrom(node(0)) > plugins::camera_v4l2::CaptureSetup().warmUpFrames);
    }

    void keepsEachCameraAtItsPlaceWhenTheNumbersAreSwapped()
    {
        const auto left = cameraAt("left");
        const auto right = cameraAt("right");
        QVERIFY(left->open(testing::DriverCall()).ok());
        QVERIFY(right->open(testing::DriverCall()).ok());
        QCOMPARE(colourSeenBy(*left), std::string("red"));
        for (const int number : {0, 1})
            kernel::unplug(node(number));
        QVERIFY(!left->poll(testing::DriverCall()).ok());
        QVERIFY(!right->poll(testing::DriverCall()).ok());
        kernel::plug(node(0), cameraThatSees({255, 0, 0}));
        kernel::plug(node(1), cameraThatSees({0, 0, 255}));
        link("left", 1);
        link("right", 0);
        QVERIFY(left->open(testing::DriverCall()).ok());
        QVERIFY(right->open(testing::DriverCall()).ok());
        QCOMPARE(colourSeenBy(*left), std::string("red"));
        QCOMPARE(colourSeenBy(*right), std::string("blue"));
    }

    void saysThatACameraIsGoneThatIsPulledOutWhileSomebodyLooks()
    {
        const auto camera = cameraAt("left");
        QVERIFY(camera->open(testing::DriverCall()).ok());
        QVERIFY(camera->startPreview(testing::DriverCall()).ok());
        kernel::unplug(node(0));
        const auto failure = pumpUntilItFails(*camera, 10s);
        QVERIFY(failure && failure->code == sdk::ErrorCode::DeviceNotReady);
        QCOMPARE(m_host.status<sdk::CameraStatus>()->common.device, sdk::DeviceState::Offline);
        camera->close();
        kernel::plug(node(0), cameraThatSees({0, 0, 255}));
        QVERIFY(camera->open(testing::DriverCall()).ok());
        QCOMPARE(colourSeenBy(*camera), std::string("red"));
    }

    void opensACameraAnewThatStopsGivingFrames()
    {
        const auto camera = cameraAt("left");
        QVERIFY(camera->open(testing::DriverCall()).ok());
        QVERIFY(camera->startPreview(testing::DriverCall()).ok());
        const int before = kernel::framesFrom(node(0));
        kernel::freeze(node(0));
        QVERIFY(!pumpUntilItFails(*camera, 3s));
        QVERIFY(kernel::framesFrom(node(0)) > before + 1);
        QCOMPARE(m_host.status<sdk::CameraStatus>()->common.device, sdk::DeviceState::Online);
    }
};

BANSHI_TEST(V4l2CameraTest)
#include "v4l2_camera_test.moc"

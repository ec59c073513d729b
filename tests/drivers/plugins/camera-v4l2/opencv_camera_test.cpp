// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/camera_v4l2/opencv_camera.h"

#include "banshi/testing/driver_call.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>
#include <opencv2/imgcodecs.hpp>

using namespace banshi;
using namespace banshi::drivers;
using plugins::camera_v4l2::OpenCvCamera;
using sdk::ErrorCode;
using std::chrono::milliseconds;

namespace
{

// Counts frames and keeps the colour of the middle of the last one.
class Sink : public sdk::FrameSink
{
public:
    sdk::Outcome<void> write(const sdk::FrameView& frame) override
    {
        ++count;
        size = {frame.width, frame.height};
        const auto at = static_cast<std::size_t>(frame.height / 2) * static_cast<std::size_t>(frame.stride) +
                        static_cast<std::size_t>(frame.width / 2) * 3;
        blue = frame.bgr[at];
        red = frame.bgr[at + 2];
        return {};
    }
    int count = 0;
    sdk::PreviewFormat size;
    int blue = 0;
    int red = 0;
};

} // namespace

class OpenCvCameraTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::Simulator> m_simulator;
    testing::DriverHost m_host;
    std::unique_ptr<OpenCvCamera> m_camera;
    OpenCvCamera::Setup m_setup;

    // A folder of even pictures, black to the given colour.
    void makeFrames(const QString& folder, cv::Size size, const cv::Scalar& colour)
    {
        QVERIFY(QDir().mkpath(m_simulator->path(folder)));
        for (int i = 0; i < 5; ++i)
            QVERIFY(cv::imwrite(m_simulator->path(folder + QStringLiteral("/%1.jpg").arg(i)).toStdString(),
                                cv::Mat(size, CV_8UC3, colour)));
    }
    void play(const QString& folder, int fps = 30)
    {
        const auto answer = m_simulator->control(
            {{"do", "play"}, {"stream", "face"}, {"fps", fps}, {"folder", m_simulator->path(folder).toStdString()}});
        QVERIFY2(answer.value("ok", false), answer.dump().c_str());
    }
    void fault(const char* kind)
    {
        QVERIFY(m_simulator->control({{"do", "fault"}, {"stream", "face"}, {"kind", kind}}).value("ok", false));
    }
    int clients() { return m_simulator->control({{"do", "state"}})["streams"]["face"].value("clients", -1); }
    // What the host does: pumps until `enough` says so or the time is over; returns the last failure that is no
    // TimeOut.
    std::optional<sdk::Failure> pump(Sink& sink, milliseconds limit, const std::function<bool()>& enough)
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < limit.count() && !enough())
        {
            const testing::DriverCall call(milliseconds(200));
            const auto pumped = m_camera->pumpFrame(sink, call);
            if (!pumped && pumped.failure().code != ErrorCode::TimeOut)
                return pumped.failure();
        }
        return std::nullopt;
    }

private Q_SLOTS:
    void init()
    {
        m_simulator = std::make_unique<testing::Simulator>();
        QVERIFY(m_simulator->start(QStringLiteral("banshi-virtual-camera"), {}));
        makeFrames(QStringLiteral("red"), {320, 240}, {0, 0, 255});
        makeFrames(QStringLiteral("blue"), {320, 240}, {255, 0, 0});
        play(QStringLiteral("red"));
        m_setup = {};
        m_setup.capture.source = m_simulator->control({{"do", "state"}})["streams"]["face"]["url"].get<std::string>();
        m_setup.frozenTime = milliseconds(500);
        m_setup.firstFrameTime = milliseconds(4000);
        m_camera = std::make_unique<OpenCvCamera>(m_setup, m_host);
        const testing::DriverCall call;
        const auto opened = m_camera->open(call);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.failure().detail.c_str());
    }
    void cleanup()
    {
        m_camera.reset();
        m_simulator.reset();
    }

    void learnsTheSizeAndLetsGo()
    {
        QCOMPARE(m_camera->capabilities().preview.width, 320);
        QCOMPARE(m_camera->capabilities().preview.height, 240);
        QCOMPARE(m_host.status<sdk::CameraStatus>()->common.device, sdk::DeviceState::Online);
        QTRY_COMPARE(clients(), 0);
    }

    void previewsInRealTime()
    {
        const testing::DriverCall call;
        QVERIFY(m_camera->startPreview(call).ok());
        Sink sink;
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!pump(sink, milliseconds(5000), [&sink] { return sink.count >= 30; }));
        QVERIFY2(timer.elapsed() > 700 && timer.elapsed() < 2500, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(sink.size.width, 320);
        QVERIFY(sink.red > 200 && sink.blue < 50);
        // What changes in front of the camera shows within half a second.
        play(QStringLiteral("blue"));
        timer.restart();
        QVERIFY(!pump(sink, milliseconds(3000), [&sink] { return sink.blue > 200; }));
        QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
    }

    void stopsWhenToldAndOverwritesFrames()
    {
        const testing::DriverCall call;
        QVERIFY(m_camera->startPreview(call).ok());
        QVERIFY(m_host.status<sdk::CameraStatus>()->previewing);
        QVERIFY(m_camera->stopPreview(call).ok());
        QVERIFY(!m_host.status<sdk::CameraStatus>()->previewing);
        QTRY_COMPARE(clients(), 0);
        Sink sink;
        QCOMPARE(m_camera->pumpFrame(sink, call).failure().code, ErrorCode::SequenceError);
    }

    void takesAPictureWithAndWithoutPreview()
    {
        const testing::DriverCall call;
        for (const bool previewing : {false, true})
        {
            if (previewing)
                QVERIFY(m_camera->startPreview(call).ok());
            const auto picture = m_camera->takePicture(call);
            QVERIFY(picture.ok());
            const cv::Mat decoded = cv::imdecode(picture->jpeg, cv::IMREAD_COLOR);
            QCOMPARE(decoded.cols, 320);
            QVERIFY(decoded.at<cv::Vec3b>(120, 160)[2] > 200);
        }
    }

    void keepsALargePictureUnderAMegabyte()
    {
        QVERIFY(QDir().mkpath(m_simulator->path(QStringLiteral("noise"))));
        cv::Mat noise(1200, 1600, CV_8UC3);
        cv::randu(noise, cv::Scalar::all(0), cv::Scalar::all(255));
        QVERIFY(cv::imwrite(m_simulator->path(QStringLiteral("noise/0.jpg")).toStdString(), noise));
        play(QStringLiteral("noise"), 10);
        const testing::DriverCall call;
        const auto picture = m_camera->takePicture(call);
        QVERIFY(picture.ok());
        QVERIFY(picture->jpeg.size() <= 1024 * 1024);
        QVERIFY(!cv::imdecode(picture->jpeg, cv::IMREAD_COLOR).empty());
    }

    void comesBackAfterAFreeze()
    {
        const testing::DriverCall call;
        QVERIFY(m_camera->startPreview(call).ok());
        Sink sink;
        fault("freeze");
        // Frames that were on the way still come.
        QVERIFY(!pump(sink, milliseconds(700), [] { return false; }));
        fault("none");
        const int before = sink.count;
        QVERIFY(!pump(sink, milliseconds(5000), [&] { return sink.count >= before + 10; }));
        QVERIFY(sink.count >= before + 10);
    }

    void opensAgainWhenTheStreamEnds()
    {
        const testing::DriverCall call;
        QVERIFY(m_camera->startPreview(call).ok());
        Sink sink;
        fault("drop");
        QVERIFY(!pump(sink, milliseconds(6000), [&] { return sink.count >= 30; }));
        QVERIFY(sink.count >= 30);
        QVERIFY(!m_host.logged().empty());
    }

    void goesOfflineWhenTheCameraIsGone()
    {
        const testing::DriverCall call;
        QVERIFY(m_camera->startPreview(call).ok());
        Sink sink;
        fault("unplug");
        const auto ended = pump(sink, milliseconds(15000), [] { return false; });
        QVERIFY(ended.has_value());
        QCOMPARE(ended->code, ErrorCode::DeviceNotReady);
        QCOMPARE(m_host.status<sdk::CameraStatus>()->common.device, sdk::DeviceState::Offline);
        const auto picture = m_camera->takePicture(call);
        QCOMPARE(picture.failure().errorCode, std::string("cameraInoperable"));
        fault("none");
        const testing::DriverCall again;
        QVERIFY(m_camera->open(again).ok());
    }

    void refusesACameraThatSendsNoPictures()
    {
        fault("garbage");
        const testing::DriverCall call;
        QVERIFY(!m_camera->open(call).ok());
    }

    void isNotReadyWithoutACamera()
    {
        m_setup.capture.source = "http://127.0.0.1:1/face";
        OpenCvCamera nobody(m_setup, m_host);
        const testing::DriverCall call;
        QCOMPARE(nobody.open(call).failure().code, ErrorCode::DeviceNotReady);
        m_setup.capture.isDevice = true;
        m_setup.capture.source = m_simulator->path(QStringLiteral("no-such-node")).toStdString();
        OpenCvCamera noNode(m_setup, m_host);
        QCOMPARE(noNode.open(call).failure().code, ErrorCode::DeviceNotReady);
        QVERIFY(!noNode.poll(call).ok());
    }

    void noticesWhileIdleThatTheCameraHasGone()
    {
        const testing::DriverCall call;
        QVERIFY(m_camera->open(call).ok());
        QVERIFY(m_camera->poll(call).ok());
        fault("unplug"); // what listens there still takes connections, and ends them
        QCOMPARE(m_camera->poll(call).failure().code, ErrorCode::DeviceNotReady);
        fault("none");
        QVERIFY(m_camera->poll(call).ok());
    }

    void turnsThePicture()
    {
        m_setup.capture.rotation = 90;
        OpenCvCamera turned(m_setup, m_host);
        const testing::DriverCall call;
        QVERIFY(turned.open(call).ok());
        QCOMPARE(turned.capabilities().preview.width, 240);
        QCOMPARE(turned.capabilities().preview.height, 320);
    }

    void stopsWaitingWhenCancelled()
    {
        fault("freeze");
        testing::DriverCall call;
        call.cancel();
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(m_camera->takePicture(call).failure().code, ErrorCode::Canceled);
        QVERIFY(timer.elapsed() < 1000);
    }
};

BANSHI_TEST(OpenCvCameraTest)
#include "opencv_camera_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/frame_ring.h"
#include "banshi/testing/device_chain.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QByteArray>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

/// From the camera to the frame ring that the session reads.
class CameraChainTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::Simulator> m_camera;
    std::unique_ptr<testing::DeviceChain> m_chain;

private Q_SLOTS:
    void init()
    {
        m_camera = std::make_unique<testing::Simulator>();
        QVERIFY(m_camera->start(QStringLiteral("banshi-virtual-camera"), {}));
        m_chain = std::make_unique<testing::DeviceChain>();
        const auto state = m_camera->control({{"do", "state"}});
        QVERIFY(m_chain->start(QStringLiteral("camera-opencv"),
                               QString::fromStdString(state["streams"]["face"]["url"].get<std::string>())));
    }
    void cleanup()
    {
        m_chain.reset();
        m_camera.reset();
    }

    void bringsFramesIntoSharedMemory()
    {
        const auto started = m_chain->run(protocol::command::kStartPreview, nlohmann::json::object());
        QVERIFY(started.has_value());
        QVERIFY2(started->ok(), started->description.c_str());
        QCOMPARE(started->payload.value("width", 0), 640);
        QCOMPARE(started->payload.value("height", 0), 480);
        const auto description = protocol::previewRingFromJson(started->payload);
        QVERIFY(description.has_value());
        const auto ring = protocol::FrameRingReader::open(*description);
        QVERIFY(ring.has_value());
        protocol::Frame frame;
        const auto fifthFrame = [&] {
            (void)(*ring)->readNewer(frame);
            return frame.sequence >= 5;
        };
        QTRY_VERIFY_WITH_TIMEOUT(fifthFrame(), 5000);
        const auto middle = static_cast<std::size_t>(240 * frame.stride + 320 * 3);
        QVERIFY(frame.bgr[middle] > 80 && frame.bgr[middle] < 112); // the simulator's grey
        const auto stopped = m_chain->run(protocol::command::kStopPreview, nlohmann::json::object());
        QVERIFY(stopped && stopped->ok());
    }

    void takesAPictureAsJpeg()
    {
        const auto taken = m_chain->run(protocol::command::kTakePicture, nlohmann::json::object());
        QVERIFY(taken.has_value());
        QVERIFY2(taken->ok(), taken->description.c_str());
        const QByteArray jpeg =
            QByteArray::fromBase64(QByteArray::fromStdString(taken->payload.value("pictureFile", "")));
        QVERIFY(jpeg.startsWith("\xff\xd8\xff") && jpeg.size() > 500);
    }
};

BANSHI_TEST(CameraChainTest)
#include "camera_chain_test.moc"

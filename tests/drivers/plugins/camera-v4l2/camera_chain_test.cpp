// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/frame_ring.h"
#include "banshi/testing/camera_chain.h"
#include "banshi/testing/suite.h"

#include <QByteArray>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

/// From the camera to the frame ring that the session reads.
class CameraChainTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::CameraChain> m_camera;

private Q_SLOTS:
    void init()
    {
        m_camera = std::make_unique<testing::CameraChain>();
        QVERIFY(m_camera->start());
    }
    void cleanup() { m_camera.reset(); }

    void bringsFramesIntoSharedMemory()
    {
        const auto started = m_camera->chain.run(protocol::command::kStartPreview, nlohmann::json::object());
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
        const auto stopped = m_camera->chain.run(protocol::command::kStopPreview, nlohmann::json::object());
        QVERIFY(stopped && stopped->ok());
    }

    void takesAPictureAsJpeg()
    {
        const auto taken = m_camera->chain.run(protocol::command::kTakePicture, nlohmann::json::object());
        QVERIFY(taken.has_value());
        QVERIFY2(taken->ok(), taken->description.c_str());
        const QByteArray jpeg =
            QByteArray::fromBase64(QByteArray::fromStdString(taken->payload.value("pictureFile", "")));
        QVERIFY(jpeg.startsWith("\xff\xd8\xff") && jpeg.size() > 500);
    }
};

BANSHI_TEST(CameraChainTest)
#include "camera_chain_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"
#include "fake_host.h"
#include "hex.h"

#include <QTest>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::example_driver;

namespace
{

using Script = std::vector<std::pair<char, std::string>>;

/// An exchange that begins with opening the device and ends with starting a preview.
Script previewing(Script rest)
{
    rest.insert(rest.begin(), {{'>', "ID?"},
                               {'<', "ID EXAMPLE-1"},
                               {'>', "PREVIEW off"},
                               {'<', "PREVIEW off"},
                               {'>', "PREVIEW on"},
                               {'<', "PREVIEW on"}});
    return rest;
}

/// A frame of one brightness, as the camera says it.
std::string frameOf(std::uint8_t grey)
{
    return "FRAME " + toHex(std::vector<std::uint8_t>(32 * 24, grey));
}

/// Keeps the last frame. Threads: one.
class KeptFrame : public sdk::FrameSink
{
public:
    sdk::Outcome<void> write(const sdk::FrameView& frame) override
    {
        m_size = frame.bgr.size();
        m_first = frame.bgr.front();
        return {};
    }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] int first() const { return m_first; }

private:
    std::size_t m_size = 0;
    int m_first = 0;
};

} // namespace

/// The driver against recorded lines; the proving ground tries it against the simulator.
class ExampleDeviceTest : public QObject
{
    Q_OBJECT

    FakeHost m_host;
    FakeCall m_call;

private Q_SLOTS:
    void showsFrames()
    {
        ExampleDevice device(replay(previewing({{'>', "FRAME?"}, {'<', frameOf(0x7f)}})), m_host);
        QVERIFY(device.open(m_call).ok());
        QVERIFY(device.startPreview(m_call).ok());
        QVERIFY(m_host.status<sdk::CameraStatus>()->previewing);
        KeptFrame kept;
        QVERIFY(device.pumpFrame(kept, m_call).ok());
        QCOMPARE(kept.size(), std::size_t(32 * 24 * 3));
        QCOMPARE(kept.first(), 0x7f);
    }

    void takesAPictureDuringAPreview()
    {
        ExampleDevice device(replay(previewing({{'>', "PICTURE"}, {'<', frameOf(1)}, {'<', "PICTURE ffd8ffd9"}})),
                             m_host);
        QVERIFY(device.open(m_call).ok());
        QVERIFY(device.startPreview(m_call).ok());
        const auto picture = device.takePicture(m_call);
        QVERIFY(picture.ok());
        QCOMPARE(picture->jpeg, (std::vector<std::uint8_t>{0xff, 0xd8, 0xff, 0xd9}));
    }

    void saysThatNoPictureWasTaken()
    {
        ExampleDevice device(replay(previewing({{'>', "PICTURE"}, {'<', "PICTURE failed"}})), m_host);
        QVERIFY(device.open(m_call).ok());
        QVERIFY(device.startPreview(m_call).ok());
        QCOMPARE(device.takePicture(m_call).failure().errorCode, std::string("cameraInoperable"));
    }

    void refusesAFrameOfAnotherSize()
    {
        ExampleDevice device(replay(previewing({{'>', "FRAME?"}, {'<', "FRAME 7f7f"}})), m_host);
        QVERIFY(device.open(m_call).ok());
        QVERIFY(device.startPreview(m_call).ok());
        KeptFrame kept;
        QCOMPARE(device.pumpFrame(kept, m_call).failure().code, sdk::ErrorCode::HardwareError);
        QCOMPARE(kept.size(), std::size_t(0));
    }
};

QTEST_GUILESS_MAIN(ExampleDeviceTest)
#include "example_device_test.moc"

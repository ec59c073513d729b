// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/frame_ring.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <thread>

using namespace banshi::drivers;

namespace
{

constexpr int kWidth = 37; // rows are no whole number of words
constexpr int kHeight = 5;

std::vector<std::uint8_t> pixels(std::uint8_t value)
{
    return std::vector<std::uint8_t>(std::size_t(kWidth) * kHeight * 3, value);
}

sdk::FrameView view(const std::vector<std::uint8_t>& bytes)
{
    return {kWidth, kHeight, kWidth * 3, bytes};
}

} // namespace

class FrameRingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheNewestFrameOnce()
    {
        const auto writer = protocol::FrameRingWriter::create(kWidth, kHeight, 3);
        QVERIFY(writer);
        const auto reader = protocol::FrameRingReader::open((*writer)->description());
        QVERIFY(reader);
        protocol::Frame frame;
        QVERIFY(!(*reader)->readNewer(frame));
        for (std::uint8_t value = 1; value <= 7; ++value)
            QVERIFY((*writer)->write(view(pixels(value))) == std::uint64_t(value));
        QVERIFY((*reader)->readNewer(frame));
        QCOMPARE(frame.sequence, std::uint64_t(7));
        QCOMPARE(frame.width, kWidth);
        QVERIFY(frame.bgr == pixels(7));
        QVERIFY(!(*reader)->readNewer(frame));
    }

    void takesRowsWithPadding()
    {
        const auto writer = protocol::FrameRingWriter::create(kWidth, kHeight, 2);
        const auto reader = protocol::FrameRingReader::open((*writer)->description());
        const int stride = kWidth * 3 + 9;
        std::vector<std::uint8_t> padded(std::size_t(stride) * kHeight, 0xEE);
        for (int row = 0; row < kHeight; ++row)
            std::fill_n(padded.begin() + row * stride, kWidth * 3, std::uint8_t(row));
        QVERIFY((*writer)->write({kWidth, kHeight, stride, padded}));
        protocol::Frame frame;
        QVERIFY((*reader)->readNewer(frame));
        for (int row = 0; row < kHeight; ++row)
            QCOMPARE(frame.bgr[std::size_t(row * kWidth * 3)], std::uint8_t(row));
        QVERIFY(std::ranges::count(frame.bgr, 0xEE) == 0);
    }

    void refusesFramesAndRingsOfAnotherSize()
    {
        QVERIFY(!protocol::FrameRingWriter::create(0, 10, 3));
        QVERIFY(!protocol::FrameRingWriter::create(10, 10, 1));
        const auto writer = protocol::FrameRingWriter::create(kWidth, kHeight, 2);
        const auto bytes = pixels(1);
        QVERIFY(!(*writer)->write({kWidth + 1, kHeight, kWidth * 3, bytes}));
        QVERIFY(!(*writer)->write({kWidth, kHeight, kWidth * 3, std::span(bytes).first(bytes.size() - 1)}));
        auto lie = (*writer)->description();
        lie.slots = 5;
        QVERIFY(!protocol::FrameRingReader::open(lie));
        lie.path = "/proc/self/status";
        QVERIFY(!protocol::FrameRingReader::open(lie));
    }

    void leavesNothingBehind()
    {
        auto writer = protocol::FrameRingWriter::create(kWidth, kHeight, 2);
        const auto description = (*writer)->description();
        QFile memory(QString::fromStdString(description.path));
        QVERIFY(memory.open(QIODevice::ReadOnly));
        QVERIFY((*writer)->write(view(pixels(0x5A))));
        writer = tl::unexpected(protocol::ProtocolError{});
        QCOMPARE(memory.readAll().count('\x5A'), 0);
        QVERIFY(!QFile::exists(QString::fromStdString(description.path)));
    }

    void neverShowsAHalfFrame()
    {
        const auto writer = protocol::FrameRingWriter::create(kWidth, kHeight, 2);
        const auto reader = protocol::FrameRingReader::open((*writer)->description());
        std::atomic<bool> done = false;
        std::jthread writing([&] {
            for (int i = 0; i < 20000; ++i)
                (*writer)->write(view(pixels(static_cast<std::uint8_t>(i))));
            done = true;
        });
        protocol::Frame frame;
        int seen = 0;
        bool whole = true;
        while (!done)
            if ((*reader)->readNewer(frame))
            {
                ++seen;
                whole = whole && std::ranges::count(frame.bgr, frame.bgr.front()) == std::ssize(frame.bgr);
            }
        writing.join();
        QVERIFY((*reader)->readNewer(frame) || seen > 0);
        QVERIFY(whole);
    }
};

BANSHI_TEST(FrameRingTest)
#include "frame_ring_test.moc"

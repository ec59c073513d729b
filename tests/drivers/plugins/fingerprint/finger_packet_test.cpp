// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/fingerprint/finger_packet.h"

#include "banshi/testing/suite.h"

#include <QTest>
#include <algorithm>

using namespace banshi::drivers::plugins::fingerprint;
using Bytes = std::vector<std::uint8_t>;

/// Packets byte by byte as the makers' manuals have them.
class FingerPacketTest : public QObject
{
    Q_OBJECT

    static QByteArray hexOf(PacketKind kind, const Bytes& content)
    {
        const Bytes bytes = bytesOf(kind, content);
        return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())).toHex();
    }
    static Bytes bytes(const QByteArray& hex)
    {
        const QByteArray raw = QByteArray::fromHex(hex);
        return {raw.begin(), raw.end()};
    }
    static std::vector<Packet> readIn(const Bytes& stream, std::size_t piece)
    {
        PacketReader reader;
        std::vector<Packet> packets;
        for (std::size_t at = 0; at < stream.size(); at += piece)
        {
            reader.feed(std::span(stream).subspan(at, std::min(piece, stream.size() - at)));
            while (auto packet = reader.take())
                packets.push_back(std::move(*packet));
        }
        return packets;
    }
    const Bytes m_ok = bytes("ef01ffffffff07000300000a");
    const Bytes m_noFinger = bytes("ef01ffffffff07000302000c");

private Q_SLOTS:
    void writesTheCommandsOfTheManual_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("packet");
        QTest::newRow("password") << QByteArray("1300000000") << QByteArray("ef01ffffffff0100071300000000001b");
        QTest::newRow("image") << QByteArray("01") << QByteArray("ef01ffffffff010003010005");
        QTest::newRow("template") << QByteArray("0201") << QByteArray("ef01ffffffff01000402010008");
        QTest::newRow("match") << QByteArray("03") << QByteArray("ef01ffffffff010003030007");
        QTest::newRow("upload") << QByteArray("0801") << QByteArray("ef01ffffffff0100040801000e");
        QTest::newRow("download") << QByteArray("0902") << QByteArray("ef01ffffffff01000409020010");
        QTest::newRow("parameters") << QByteArray("0f") << QByteArray("ef01ffffffff0100030f0013");
    }
    void writesTheCommandsOfTheManual()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, packet);
        QCOMPARE(hexOf(PacketKind::Command, bytes(content)), packet);
    }

    void cutsTheStreamWhereverItIsCut()
    {
        Bytes stream = m_noFinger;
        const Bytes data = bytesOf(PacketKind::EndOfData, Bytes(256, 0xEF));
        stream.insert(stream.end(), data.begin(), data.end());
        stream.insert(stream.end(), m_ok.begin(), m_ok.end());
        for (const std::size_t piece : {std::size_t(1), std::size_t(5), stream.size()})
        {
            const auto packets = readIn(stream, piece);
            QCOMPARE(packets.size(), std::size_t(3));
            QCOMPARE(packets[0].content, (Bytes{2}));
            QCOMPARE(packets[1].kind, PacketKind::EndOfData);
            QCOMPARE(packets[1].content.size(), std::size_t(256));
            QCOMPARE(packets[2].content, (Bytes{0}));
        }
    }

    void passesOverWhatIsNoPacket_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::newRow("noise") << QByteArray("00ffef02ef0155");
        QTest::newRow("a wrong sum") << QByteArray("ef01ffffffff07000300000b");
        QTest::newRow("another module's") << QByteArray("ef01000000010700030000 0a");
        QTest::newRow("an unknown kind") << QByteArray("ef01ffffffff05000300000a");
        QTest::newRow("a length below the sum") << QByteArray("ef01ffffffff07000100");
        QTest::newRow("a length above all") << QByteArray("ef01ffffffff07ffff00");
        QTest::newRow("half a packet") << QByteArray("ef01ffffffff07000300");
    }
    void passesOverWhatIsNoPacket()
    {
        QFETCH(QByteArray, before);
        PacketReader reader;
        reader.feed(bytes(before));
        reader.feed(m_ok);
        const auto packet = reader.take();
        QVERIFY(packet.has_value());
        QCOMPARE(packet->content, (Bytes{0}));
        QCOMPARE(reader.passedOver(), bytes(before).size());
        reader.reset();
        QCOMPARE(reader.passedOver(), std::size_t(0));
    }
};

BANSHI_TEST(FingerPacketTest)
#include "finger_packet_test.moc"

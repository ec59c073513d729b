// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_nexo/nexo_frame.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::plugins::payterm_nexo;

class NexoFrameTest : public QObject
{
    Q_OBJECT

    static void feed(FrameReader& reader, const std::vector<std::uint8_t>& bytes) { reader.feed(bytes); }

private Q_SLOTS:
    void putsTheLengthBeforeTheText()
    {
        QVERIFY(frameOf("{}") == (std::vector<std::uint8_t>{0, 0, 0, 2, '{', '}'}));
        const auto frame = frameOf(std::string(0x1234, ' '));
        QVERIFY(frame[0] == 0 && frame[1] == 0 && frame[2] == 0x12 && frame[3] == 0x34);
    }

    void findsMessagesInAnyPieces()
    {
        std::vector<std::uint8_t> stream = frameOf("one");
        const auto two = frameOf("第二");
        stream.insert(stream.end(), two.begin(), two.end());
        for (const std::size_t piece : {std::size_t(1), std::size_t(3), stream.size()})
        {
            FrameReader reader;
            QStringList texts;
            for (std::size_t at = 0; at < stream.size(); at += piece)
            {
                reader.feed(std::span(stream).subspan(at, std::min(piece, stream.size() - at)));
                while (const auto text = reader.take())
                    texts << QString::fromStdString(*text);
            }
            QCOMPARE(texts, QStringList({QStringLiteral("one"), QStringLiteral("第二")}));
        }
    }

    void givesUpOnALengthThatCannotBe()
    {
        for (const std::vector<std::uint8_t>& bytes :
             {std::vector<std::uint8_t>{0, 0, 0, 0}, std::vector<std::uint8_t>{0x7B, 0x22, 0x53, 0x61}})
        {
            FrameReader reader;
            feed(reader, bytes);
            QVERIFY(!reader.take());
            QVERIFY(reader.isBroken());
            feed(reader, frameOf("{}"));
            QVERIFY(!reader.take());
        }
    }
};

BANSHI_TEST(NexoFrameTest)
#include "nexo_frame_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/card_record.h"
#include "banshi/drivers/plugins/idcard_sam/sam_protocol.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <algorithm>

using namespace banshi::drivers::plugins::idcard_sam;

namespace
{

using Bytes = std::vector<std::uint8_t>;

Bytes hex(const char* text)
{
    const QByteArray raw = QByteArray::fromHex(text);
    return Bytes(raw.cbegin(), raw.cend());
}

// A reply frame made without the code under test.
Bytes replyFrame(std::uint8_t status, const Bytes& data)
{
    const auto length = static_cast<std::uint16_t>(data.size() + 4);
    Bytes frame = hex("AAAAAA9669");
    frame.push_back(static_cast<std::uint8_t>(length >> 8));
    frame.push_back(static_cast<std::uint8_t>(length));
    frame.insert(frame.end(), {0, 0, status});
    frame.insert(frame.end(), data.begin(), data.end());
    std::uint8_t sum = 0;
    std::for_each(frame.begin() + 5, frame.end(), [&sum](std::uint8_t byte) { sum = sum ^ byte; });
    frame.push_back(sum);
    return frame;
}

Bytes longReply()
{
    Bytes data = hex("01000400");
    for (int i = 0; i < 1280; ++i)
        data.push_back(static_cast<std::uint8_t>(i % 7 == 0 ? 0xAA : i)); // many beginnings of a preamble
    return replyFrame(0x90, data);
}

} // namespace

class SamProtocolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The vendor's page and three independent implementations agree on these frames (devices' table of the SAM_V
    // module).
    void sendsThePublishedRequests_data()
    {
        QTest::addColumn<int>("command");
        QTest::addColumn<QByteArray>("frame");
        const auto row = [](const char* name, SamCommand command, const char* frame) {
            QTest::newRow(name) << static_cast<int>(command) << QByteArray::fromHex(frame);
        };
        row("reset", SamCommand::Reset, "AAAAAA966900 0310FFEC");
        row("status", SamCommand::Status, "AAAAAA9669 0003 11FF ED");
        row("module number", SamCommand::ModuleNumber, "AAAAAA9669 0003 12FF EE");
        row("find", SamCommand::FindCard, "AAAAAA9669 0003 2001 22");
        row("select", SamCommand::SelectCard, "AAAAAA9669 0003 2002 21");
        row("read", SamCommand::ReadTextAndPhoto, "AAAAAA9669 0003 3001 32");
        row("address", SamCommand::ReadNewestAddress, "AAAAAA9669 0003 3003 30");
        row("read with fingerprint", SamCommand::ReadWithFingerprint, "AAAAAA9669 0003 3010 23");
        row("115200 baud", *setBaudCommand(115200), "AAAAAA9669 0003 6000 63");
        row("9600 baud", *setBaudCommand(9600), "AAAAAA9669 0003 6004 67");
    }
    void sendsThePublishedRequests()
    {
        QFETCH(int, command);
        QFETCH(QByteArray, frame);
        const Bytes built = buildRequest(static_cast<SamCommand>(command));
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(built.data()), qsizetype(built.size())).toHex(),
                 frame.toHex());
    }

    void knowsNoCommandForAnUnusualRate() { QVERIFY(!setBaudCommand(4800)); }

    void putsDataBehindTheParameter()
    {
        const std::uint8_t data[] = {0x50};
        QVERIFY(buildRequest(SamCommand::MaxRadioFrame, data) == hex("AAAAAA9669 0004 61FF50 CA"));
    }

    void readsThePublishedReplies()
    {
        const std::pair<const char*, std::uint8_t> replies[] = {
            {"AAAAAA9669 0004 000090 94", sw3::kOk},
            {"AAAAAA9669 0008 00009F 00000000 97", sw3::kCardFound},
            {"AAAAAA9669 000C 000090 0000000000000000 9C", sw3::kOk},
            {"AAAAAA9669 0004 000080 84", sw3::kNoCard},
            {"AAAAAA9669 0004 000081 85", sw3::kSelectFailed},
            {"AAAAAA9669 0004 000041 45", sw3::kReadFailed},
            {"AAAAAA9669 0004 000060 64", sw3::kSelfTestFailed},
        };
        for (const auto& [frame, status] : replies)
        {
            ReplyParser parser;
            parser.feed(hex(frame));
            const auto reply = parser.take();
            QVERIFY2(reply && reply->checksumOk, frame);
            QCOMPARE(reply->sw3, status);
            QVERIFY(!parser.take());
        }
    }

    void findsTheReplyWhereverTheBytesAreSplit()
    {
        const Bytes frame = longReply();
        QCOMPARE(frame.size(), std::size_t(1295));
        for (std::size_t split = 0; split <= frame.size(); ++split)
        {
            ReplyParser parser;
            parser.feed(std::span(frame).first(split));
            auto reply = parser.take();
            QCOMPARE(reply.has_value(), split == frame.size());
            parser.feed(std::span(frame).subspan(split));
            if (!reply)
                reply = parser.take();
            QVERIFY(reply && reply->checksumOk);
            QCOMPARE(reply->data.size(), std::size_t(1284));
        }
    }

    void findsTheReplyByteByByteBehindNoise()
    {
        Bytes stream = hex("00AAAAAA96 AAAAAAAA9669 0003 300132 AAAAAA9669 FFFF AAAA");
        const Bytes frame = replyFrame(0x9F, hex("00000000"));
        stream.insert(stream.end(), frame.begin(), frame.end());
        ReplyParser parser;
        int found = 0;
        for (const std::uint8_t byte : stream)
        {
            parser.feed({&byte, 1});
            while (const auto reply = parser.take())
                found += reply->checksumOk && reply->sw3 == sw3::kCardFound ? 1 : 100;
        }
        QCOMPARE(found, 1);
    }

    void findsTheReplyInsideADamagedFrame()
    {
        // A false head that claims 20 bytes swallows the true frame at first.
        Bytes stream = hex("AAAAAA9669 0014 0102");
        const Bytes frame = replyFrame(0x80, {});
        stream.insert(stream.end(), frame.begin(), frame.end());
        stream.insert(stream.end(), 8, 0x00);
        ReplyParser parser;
        parser.feed(stream);
        const auto damaged = parser.take();
        QVERIFY(damaged && !damaged->checksumOk);
        const auto good = parser.take();
        QVERIFY(good && good->checksumOk);
        QCOMPARE(good->sw3, sw3::kNoCard);
    }

    void noticesEverySingleFlippedBit()
    {
        const Bytes frame = replyFrame(0x90, hex("0102030405"));
        for (std::size_t bit = 7 * 8; bit < frame.size() * 8; ++bit)
        {
            Bytes damaged = frame;
            damaged[bit / 8] = static_cast<std::uint8_t>(damaged[bit / 8] ^ 1u << bit % 8);
            ReplyParser parser;
            parser.feed(damaged);
            const auto reply = parser.take();
            QVERIFY(reply && !reply->checksumOk);
        }
    }

    void writesTheModuleNumberAsItIsPrinted()
    {
        const Bytes number = hex("0500 0300 AC7B3301 87D61200 06120F00");
        QCOMPARE(samNumberText(number).value_or(""), std::string("05.03-20151212-001234567-000987654"));
        QVERIFY(!samNumberText(std::span(number).first(15)));
    }
};

BANSHI_TEST(SamProtocolTest)
#include "sam_protocol_test.moc"

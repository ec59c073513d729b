// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/message.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::protocol;
using namespace std::chrono_literals;

namespace
{

// The end of a message whose payload is an object of this depth.
std::string nested(int depth)
{
    std::string text;
    for (int i = 1; i < depth; ++i)
        text += R"({"a":)";
    return text + "{}" + std::string(static_cast<std::size_t>(depth), '}');
}

} // namespace

class MessageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The first example of XFS4IoT's message header, as the framework writes it.
    void readsAPublishedCommand()
    {
        const auto message = parseMessage(
            R"({"header":{"type":"command","name":"Common.Status","requestId":12345,"version":"2.0","timeout":5000},"payload":{}})");
        QVERIFY(message);
        QCOMPARE(message->header.type, MessageType::Command);
        QCOMPARE(message->header.name, std::string("Common.Status"));
        QVERIFY(message->header.requestId == 12345u);
        QVERIFY(message->header.timeout == 5000ms);
    }

    void comesBackAsItWent()
    {
        const Message command = makeCommand("IdCardReader.Read", 7, {{"a", "𠮷"}}, 30s);
        QCOMPARE(command.header.version, std::string("1.0"));
        const Message all[] = {
            command,
            makeAcknowledge(command.header),
            makeAcknowledge(command.header, "tooManyRequests"),
            makeEvent(command.header, "IdCardReader.InsertCard", nlohmann::json::object()),
            makeCompletion(command.header, CompletionCode::CommandErrorCode, {{"errorCode", "noMedia"}}, "why"),
            makeUnsolicited("Common.StatusChangedEvent", {{"common", {{"device", "online"}}}}),
        };
        for (const Message& message : all)
        {
            const auto back = parseMessage(serialize(message));
            QVERIFY(back);
            QCOMPARE(serialize(*back), serialize(message));
            QVERIFY(back->payload == message.payload);
        }
    }

    void readsWhatIsDeepOnlyInItsTexts()
    {
        const Message deep = makeUnsolicited("A.B", {{"a\"[{", std::string(1000, '[') + "\\\""}, {"b", nullptr}});
        const auto back = parseMessage(serialize(deep));
        QVERIFY(back);
        QVERIFY(back->payload == deep.payload);
        QVERIFY(parseMessage(R"({"header":{"type":"unsolicited","name":"A.B"},"payload":)" + nested(63)));
    }

    void namesEveryCompletionCode()
    {
        for (int i = 0; i <= static_cast<int>(CompletionCode::OutcomeUnknown); ++i)
        {
            const auto code = static_cast<CompletionCode>(i);
            QVERIFY(!text(code).empty());
            QVERIFY(completionCode(text(code)) == code);
        }
        QVERIFY(!completionCode("fine"));
    }

    void readsAnUnknownCompletionCodeAsInternalError()
    {
        const auto message = parseMessage(
            R"({"header":{"type":"completion","name":"A.B","requestId":1,"completionCode":"fromTheFuture"}})");
        QVERIFY(message);
        QVERIFY(message->header.completionCode == CompletionCode::InternalError);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const char* text, ProtocolCode code) {
            QTest::newRow(name) << QByteArray(text) << static_cast<int>(code);
        };
        row("empty", "", ProtocolCode::NotJson);
        row("garbage", "\xff\xfe{", ProtocolCode::NotJson);
        row("list", "[]", ProtocolCode::NotJson);
        row("deep", (R"({"header":{"type":"command","name":"A.B","requestId":1},"payload":)" + nested(64)).c_str(),
            ProtocolCode::NotJson);
        row("no header", "{}", ProtocolCode::BadHeader);
        row("type", R"({"header":{"type":"order","name":"A.B","requestId":1}})", ProtocolCode::BadHeader);
        row("no name", R"({"header":{"type":"command","requestId":1}})", ProtocolCode::BadHeader);
        row("no id", R"({"header":{"type":"command","name":"A.B"}})", ProtocolCode::BadRequestId);
        row("id 0", R"({"header":{"type":"command","name":"A.B","requestId":0}})", ProtocolCode::BadRequestId);
        row("id text", R"({"header":{"type":"command","name":"A.B","requestId":"1"}})", ProtocolCode::BadRequestId);
        row("id huge", R"({"header":{"type":"command","name":"A.B","requestId":18446744073709551615}})",
            ProtocolCode::BadRequestId);
        row("timeout", R"({"header":{"type":"command","name":"A.B","requestId":1,"timeout":-1}})",
            ProtocolCode::BadHeader);
        row("payload", R"({"header":{"type":"command","name":"A.B","requestId":1},"payload":[1]})",
            ProtocolCode::BadPayload);
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        const auto message = parseMessage(text.toStdString());
        QVERIFY(!message);
        QCOMPARE(static_cast<int>(message.error().code), code);
    }

    void knowsEachClassAndItsCommands()
    {
        QVERIFY(deviceClass("Camera") == DeviceClass::Camera);
        QVERIFY(!deviceClass("Teleporter"));
        QVERIFY(findCommand("Printer.PrintSlip")->movesPaper);
        QVERIFY(findCommand("DocumentPrinter.SendDocument")->movesPaper);
        QVERIFY(!findCommand("DocumentPrinter.CreateJob")->movesPaper);
        QVERIFY(findCommand("Common.Cancel")->immediate);
        QVERIFY(findCommand("Common.Dance") == nullptr);
    }
};

BANSHI_TEST(MessageTest)
#include "message_test.moc"

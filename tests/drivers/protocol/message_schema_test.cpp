// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/message.h"
#include "banshi/drivers/protocol/payloads.h"
#include "banshi/testing/suite.h"
#include "sample_payloads.h"
#include "schema_folder.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <set>

using namespace banshi;
using namespace banshi::drivers;
using namespace banshi::drivers::protocol;
using nlohmann::json;

namespace
{

// The names of a namespace of commands.h, so that a new one cannot be forgotten.
std::vector<std::string> namesIn(const QString& space)
{
    QFile file(qEnvironmentVariable("BANSHI_SOURCE") +
               QStringLiteral("/drivers/protocol/include/banshi/drivers/protocol/commands.h"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll());
    const auto start = text.indexOf(QStringLiteral("namespace %1\n").arg(space));
    const QString part = text.mid(start, text.indexOf(QStringLiteral("} // namespace %1").arg(space)) - start);
    static const QRegularExpression name(QStringLiteral("= \"([A-Za-z.]+)\";"));
    std::vector<std::string> names;
    for (auto found = name.globalMatch(part); found.hasNext();)
        names.push_back(found.next().captured(1).toStdString());
    return names;
}

std::vector<DeviceClass> classes()
{
    std::vector<DeviceClass> all;
    for (int value = 0; !text(static_cast<DeviceClass>(value)).empty(); ++value)
        all.push_back(static_cast<DeviceClass>(value));
    return all;
}

} // namespace

/// Holds every message that this version sends against the published schemas.
class MessageSchemaTest : public QObject
{
    Q_OBJECT

    const testing::SchemaFolder m_schemas;
    const testing::Samples m_samples = testing::samplePayloads();

    // Samples of a name; what carries nothing needs none.
    [[nodiscard]] std::vector<json> samplesOf(const std::string& name) const
    {
        const auto found = m_samples.find(name);
        return found == m_samples.end() ? std::vector<json>{json::object()} : found->second;
    }
    [[nodiscard]] std::string faultOfMessage(const Message& message) const
    {
        return m_schemas.faultIn("message", {}, json::parse(serialize(message)));
    }

private Q_SLOTS:
    void hasASchemaForEveryCommandAndWhatIsSentFitsIt()
    {
        const auto names = namesIn(QStringLiteral("command"));
        QVERIFY(names.size() > 30);
        for (const std::string& name : names)
        {
            for (const json& payload : samplesOf(name))
            {
                QCOMPARE(QString::fromStdString(m_schemas.faultOf(name, payload)), QString());
                QCOMPARE(QString::fromStdString(faultOfMessage(makeCommand(name, 1, payload))), QString());
            }
            // Capabilities are looked at class by class below. A completion that carries something and has no sample
            // here is taken for an empty one, and does not fit.
            if (name == command::kCapabilities)
                continue;
            for (const json& payload : samplesOf(name + ".completion"))
            {
                QCOMPARE(QString::fromStdString(m_schemas.faultOf(name + ".completion", payload)), QString());
                const Message command = makeCommand(name, 1, json::object());
                QCOMPARE(QString::fromStdString(
                             faultOfMessage(makeCompletion(command.header, CompletionCode::Success, payload))),
                         QString());
            }
        }
    }

    void hasASchemaForEveryEventAndWhatIsSentFitsIt()
    {
        for (const std::string& name : namesIn(QStringLiteral("event")))
            for (const json& payload : samplesOf(name))
            {
                QCOMPARE(QString::fromStdString(m_schemas.faultOf(name, payload)), QString());
                QCOMPARE(QString::fromStdString(faultOfMessage(makeUnsolicited(name, payload))), QString());
                QCOMPARE(QString::fromStdString(
                             faultOfMessage(makeEvent(makeCommand("Common.Status", 1, {}).header, name, payload))),
                         QString());
            }
        std::set<std::size_t> kinds;
        for (const sdk::Event& event : testing::sampleEvents())
        {
            kinds.insert(event.index());
            QVERIFY(m_schemas.defines(toJson(event).first));
        }
        QCOMPARE(kinds.size(), std::variant_size_v<sdk::Event>);
    }

    void hasASchemaForEveryClassesCommandsStatusAndCapabilities()
    {
        const auto capabilities = testing::sampleCapabilities();
        for (const DeviceClass deviceClass : classes())
        {
            const std::string file = testing::SchemaFolder::fileOf(deviceClass);
            for (const CommandInfo& info : commandsOf(deviceClass))
                for (const std::string& name : {std::string(info.name), std::string(info.name) + ".completion"})
                    QVERIFY2(m_schemas.defines(name), name.c_str());
            QVERIFY2(capabilities.contains(deviceClass), file.c_str());
            json payload = capabilities.at(deviceClass);
            QCOMPARE(QString::fromStdString(m_schemas.faultIn(file, "capabilities", payload)), QString());
            payload["interfaces"] = json::array(
                {{{"name", file}, {"commands", {{"X.Y", {{"versions", {"1.0"}}}}}}, {"maximumRequests", 16}}});
            QCOMPARE(QString::fromStdString(m_schemas.faultOf("Common.Capabilities.completion", payload)), QString());
        }
        std::set<std::size_t> kinds;
        for (const sdk::Status& status : testing::sampleStatuses())
        {
            kinds.insert(status.index());
            const DeviceClass deviceClass = classes().at(status.index());
            QCOMPARE(QString::fromStdString(
                         m_schemas.faultIn(testing::SchemaFolder::fileOf(deviceClass), "status", toJson(status))),
                     QString());
        }
        QCOMPARE(kinds.size(), classes().size());
    }

    void namesEveryCompletionCode()
    {
        const json& words = m_schemas.file("message")["definitions"]["completionCode"]["enum"];
        std::size_t codes = 0;
        const Message command = makeCommand("Printer.PrintSlip", 7, json::object());
        for (; !text(static_cast<CompletionCode>(codes)).empty(); ++codes)
            QCOMPARE(QString::fromStdString(faultOfMessage(makeCompletion(
                         command.header, static_cast<CompletionCode>(codes), json::object(), "for developers"))),
                     QString());
        QCOMPARE(words.size(), codes);
        QVERIFY(std::ranges::count(words, json("outcomeUnknown")) == 1);
    }

    void describesFailures()
    {
        for (const json& payload : {json::object(), json{{"errorCode", "paperOut"}}, json{{"retryAfterMs", 5000}},
                                    json{{"claimedBy", "desk"}}})
            QCOMPARE(QString::fromStdString(m_schemas.faultIn("common", "failure", payload)), QString());
        QVERIFY(!m_schemas.faultIn("common", "failure", {{"errorCode", 7}}).empty());
    }

    void describesAcknowledgesAndRefusals()
    {
        const Message command = makeCommand("Printer.PrintSlip", 7, json::object(), std::chrono::seconds(5));
        QCOMPARE(QString::fromStdString(faultOfMessage(command)), QString());
        QCOMPARE(QString::fromStdString(faultOfMessage(makeAcknowledge(command.header))), QString());
        for (const char* status : {"invalidMessage", "invalidRequestID", "tooManyRequests"})
        {
            QCOMPARE(QString::fromStdString(faultOfMessage(makeAcknowledge(command.header, status))), QString());
            QCOMPARE(QString::fromStdString(faultOfMessage(makeAcknowledge({}, status))), QString());
        }
        QVERIFY(!faultOfMessage(makeAcknowledge(command.header, "maybe")).empty());
        QVERIFY(!faultOfMessage(makeAcknowledge({})).empty());
    }

    void refusesWhatAnExtensionDoesNotKnow()
    {
        int extensions = 0;
        for (const DeviceClass deviceClass : classes())
            for (const CommandInfo& info : commandsOf(deviceClass))
                for (const std::string& name : {std::string(info.name), std::string(info.name) + ".completion"})
                    for (json payload : info.version == "1.0" ? samplesOf(name) : std::vector<json>{})
                    {
                        payload["stranger"] = 1;
                        QVERIFY2(!m_schemas.faultOf(name, payload).empty(), name.c_str());
                        ++extensions;
                    }
        QVERIFY(extensions > 50);
        json card = samplesOf("IdCardReader.Read.completion").back();
        card["photo"].erase("bgr");
        QVERIFY(!m_schemas.faultOf("IdCardReader.Read.completion", card).empty());
        json ring = samplesOf("Camera.StartPreview.completion").back();
        ring["ring"] = "/etc/passwd";
        QVERIFY(!m_schemas.faultOf("Camera.StartPreview.completion", ring).empty());
    }
};

BANSHI_TEST(MessageSchemaTest)
#include "message_schema_test.moc"

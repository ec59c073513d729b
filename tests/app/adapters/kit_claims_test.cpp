// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/adapters/kit_bench.h"
#include "banshi/drivers/client/service_publisher.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "fake_service.h"

#include <QTemporaryDir>
#include <QTest>

using namespace banshi;
using namespace banshi::app;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using protocol::CompletionCode;

namespace
{

constexpr int kPatienceMs = 20000;

/// One device of each class, and the session's and the technician's ways to them.
struct Machine
{
    QTemporaryDir folder;
    testing::ManualClock clock;
    client::ServicePublisher publisher;
    std::vector<adapters::KnownDevice> known;
    std::map<std::string, std::unique_ptr<testing::FakeService>> hosts; // by class
    std::unique_ptr<client::DeviceDirectory> directory;
    std::unique_ptr<adapters::KitDevices> devices;
    std::unique_ptr<adapters::KitBench> bench;

    std::map<std::string, nlohmann::json> capabilities; // by class, for those that have others than the fake's

    bool begin()
    {
        const QString portFile = folder.filePath(QStringLiteral("port"));
        if (!publisher.listen(client::PortRule::Any, portFile))
            return false;
        for (int value = 0; !protocol::text(static_cast<protocol::DeviceClass>(value)).empty(); ++value)
        {
            const std::string kind(protocol::text(static_cast<protocol::DeviceClass>(value)));
            hosts[kind] = std::make_unique<testing::FakeService>();
            if (capabilities.contains(kind))
                hosts[kind]->capabilities = capabilities[kind];
            publisher.addStatic(hosts[kind]->entry(kind));
            known.push_back({QString::fromStdString(kind), kind});
        }
        directory = std::make_unique<client::DeviceDirectory>(clock, portFile);
        devices = std::make_unique<adapters::KitDevices>(clock, *directory, known);
        bench = std::make_unique<adapters::KitBench>(*devices, known);
        directory->start();
        return true;
    }
    bool start()
    {
        return begin() && QTest::qWaitFor(
                              [this] {
                                  return std::ranges::all_of(known, [this](const auto& device) {
                                      return devices->condition(device.name) == ports::Condition::Ok;
                                  });
                              },
                              kPatienceMs);
    }
    // What a host was sent, beside Status and Capabilities.
    [[nodiscard]] QStringList sentTo(const std::string& kind) const
    {
        QStringList names;
        for (const auto& message : hosts.at(kind)->commands)
            names << QString::fromStdString(message.header.name);
        return names;
    }
    void answer(const std::string& kind, const char* command, CompletionCode code,
                const nlohmann::json& payload = nlohmann::json::object()) const
    {
        auto& host = *hosts.at(kind);
        for (auto message = host.commands.rbegin(); message != host.commands.rend(); ++message)
            if (message->header.name == command)
                return host.complete(message->header, code, payload);
    }
};

const QString kClaim = QStringLiteral("Device.Claim");
const QString kPrint = QStringLiteral("Printer.PrintSlip");
const QString kRelease = QStringLiteral("Device.Release");

} // namespace

class KitClaimsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSessionClaimsDevicesOfEveryClass()
    {
        Machine machine;
        QVERIFY(machine.start());
        QCOMPARE(machine.hosts.size(), std::size_t(10));
        machine.devices->claimAll();
        for (const auto& [kind, host] : machine.hosts)
        {
            QTRY_COMPARE_WITH_TIMEOUT(machine.sentTo(kind), QStringList{kClaim}, kPatienceMs);
            QVERIFY(host->commands[0].payload["owner"] == "banshi");
        }
    }

    void aDeviceThatAnotherProgramHasIsBusyUntilItIsFree()
    {
        Machine machine;
        QVERIFY(machine.start());
        machine.devices->claimAll();
        const std::string kind = "DocumentPrinter";
        QTRY_COMPARE_WITH_TIMEOUT(machine.sentTo(kind).size(), 1, kPatienceMs);
        machine.answer(kind, "Device.Claim", CompletionCode::SequenceError, {{"claimedBy", "somebody"}});
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(machine, kind) == ports::Condition::Busy, kPatienceMs);
        QVERIFY(stateOf(machine, "ReceiptPrinter") == ports::Condition::Ok);
        machine.clock.advance(2s);
        QTRY_COMPARE_WITH_TIMEOUT(machine.sentTo(kind).size(), 2, kPatienceMs);
        machine.answer(kind, "Device.Claim", CompletionCode::Success);
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(machine, kind) == ports::Condition::Ok, kPatienceMs);
    }

    void aTestHasItsDeviceForItselfAndGivesItBack()
    {
        Machine machine;
        QVERIFY(machine.start());
        std::optional<ports::DeviceResult<bool>> printed;
        machine.bench->printSlip("ReceiptPrinter", "test-1", {}, [&](auto answer) { printed = answer; });
        QTRY_COMPARE_WITH_TIMEOUT(machine.sentTo("ReceiptPrinter"), (QStringList{kClaim, kPrint}), kPatienceMs);
        machine.answer("ReceiptPrinter", "Device.Claim", CompletionCode::Success);
        machine.answer("ReceiptPrinter", "Printer.PrintSlip", CompletionCode::Success, {{"proof", "printed"}});
        QTRY_VERIFY_WITH_TIMEOUT(printed && printed->has_value(), kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(machine.sentTo("ReceiptPrinter"), (QStringList{kClaim, kPrint, kRelease}),
                                  kPatienceMs);
        QVERIFY(machine.sentTo("Camera").isEmpty());
    }

    void aTestOfADeviceThatAnotherProgramHasSaysSo()
    {
        Machine machine;
        QVERIFY(machine.start());
        std::optional<ports::DeviceResult<bool>> printed;
        machine.bench->printSlip("ReceiptPrinter", "test-1", {}, [&](auto answer) { printed = answer; });
        QTRY_COMPARE_WITH_TIMEOUT(machine.sentTo("ReceiptPrinter").size(), 2, kPatienceMs);
        for (const char* command : {"Device.Claim", "Printer.PrintSlip"})
            machine.answer("ReceiptPrinter", command, CompletionCode::SequenceError, {{"claimedBy", "somebody"}});
        QTRY_VERIFY_WITH_TIMEOUT(printed && !printed->has_value(), kPatienceMs);
        QCOMPARE(printed->error().code, std::string("drivers.common.claimed"));
    }

    void aDeviceThatCanOnlyBeAskedIsClaimedToo_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char* kind :
             {"BarcodeReader", "PaymentTerminal", "Indicators", "Keypad", "BiometricReader", "CardReader"})
            QTest::newRow(kind) << QString::fromUtf8(kind);
    }

    void aDeviceThatCanOnlyBeAskedIsClaimedToo()
    {
        QFETCH(QString, kind);
        const std::string name = kind.toStdString();
        Machine machine;
        QVERIFY(machine.start());
        std::optional<ports::DeviceResult<bool>> answered;
        machine.bench->ask(name, [&](auto answer) { answered = answer; });
        QTRY_VERIFY_WITH_TIMEOUT(answered && answered->has_value(), kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(machine.sentTo(name), (QStringList{kClaim, kRelease}), kPatienceMs);
    }

    void aDeviceThatNamesItsCommandsAndLacksOneThatWeNeedIsAFault()
    {
        const auto listing = [](const std::vector<std::string>& names) {
            nlohmann::json commands = nlohmann::json::object();
            for (const auto& name : names)
                commands[name] = {{"versions", {"2.0"}}};
            return nlohmann::json{{"interfaces", {{{"name", "Printer"}, {"commands", commands}}}}};
        };
        Machine machine;
        machine.capabilities["ReceiptPrinter"] = listing({"Printer.PrintRaw", "Printer.PrintNative"});
        machine.capabilities["DocumentPrinter"] =
            listing({"DocumentPrinter.CreateJob", "DocumentPrinter.SendDocument", "DocumentPrinter.JobStatus"});
        machine.capabilities["Camera"] = {{"interfaces", {{{"name", "Camera"}}}}}; // names none: is believed
        QVERIFY(machine.begin());
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(machine, "ReceiptPrinter") == ports::Condition::Fault, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(machine, "DocumentPrinter") == ports::Condition::Ok, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(machine, "Camera") == ports::Condition::Ok, kPatienceMs);
        for (const auto& device : machine.bench->details())
            if (device.name == "ReceiptPrinter")
                QCOMPARE(device.reasons, std::vector<std::string>{"no Printer.PrintSlip"});
    }

private:
    static ports::Condition stateOf(const Machine& machine, const std::string& name)
    {
        for (const auto& state : machine.devices->states())
            if (state.name == name)
                return state.condition;
        return ports::Condition::Unknown;
    }
};

BANSHI_TEST(KitClaimsTest)
#include "kit_claims_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/adapters/kit_bench.h"
#include "banshi/base/system_clock.h"
#include "banshi/drivers/client/service_publisher.h"
#include "banshi/drivers/client/spawning_launcher.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QDir>
#include <QTest>
#include <algorithm>

using namespace banshi;
using namespace banshi::app;
using namespace std::chrono_literals;

namespace
{

constexpr int kPatienceMs = 30000;

/// Reader and slip printer at the other end of their wires, their hosts, and a technician's bench.
struct Wires
{
    testing::Simulator reader;
    testing::Simulator printer;
    testing::Simulator documents; ///< only when it was asked for
    QTemporaryDir folder;
    base::SystemClock clock;
    drivers::client::ServicePublisher publisher;
    std::unique_ptr<drivers::client::DeviceDirectory> directory;
    std::unique_ptr<drivers::client::SpawningLauncher> launcher;
    std::unique_ptr<adapters::KitDevices> devices;
    std::unique_ptr<adapters::KitBench> bench;

    bool start(bool withDocuments = false)
    {
        const QString portFile = folder.filePath(QStringLiteral("publisher.port"));
        const QString bin = qEnvironmentVariable("BANSHI_BIN");
        const bool isUp =
            reader.start(QStringLiteral("banshi-virtual-idcard"), {QStringLiteral("--tty"), QStringLiteral("%/tty")}) &&
            printer.start(QStringLiteral("banshi-virtual-receipt"), {QStringLiteral("--tty"), QStringLiteral("%/tty"),
                                                                     QStringLiteral("--out"), QStringLiteral("%")}) &&
            publisher.listen(drivers::client::PortRule::Any, portFile);
        if (!isUp)
            return false;
        directory = std::make_unique<drivers::client::DeviceDirectory>(clock, portFile);
        directory->start();
        launcher = std::make_unique<drivers::client::SpawningLauncher>(
            clock, drivers::client::SpawnPolicy{bin + QStringLiteral("/banshi-driverhost"),
                                                QStringLiteral("file:") + portFile});
        const auto host = [&](const char* name, const char* plugin, const QString& connection, const char* options) {
            launcher->start({QString::fromUtf8(name),
                             bin + QStringLiteral("/../lib/drivers/banshi-driver-%1.so").arg(QString::fromUtf8(plugin)),
                             connection,
                             QString::fromUtf8(options),
                             false,
                             folder.path(),
                             {}});
        };
        const auto serial = [](testing::Simulator& wire) {
            return QStringLiteral("serial:") + wire.path(QStringLiteral("tty"));
        };
        host("idcard", "idcard-sam", serial(reader), R"({"photo_decoder":"webp"})");
        host("receipt", "receipt-escpos", serial(printer), "{}");
        std::vector<adapters::KnownDevice> known{{QStringLiteral("idcard"), "IdCardReader"},
                                                 {QStringLiteral("receipt"), "ReceiptPrinter"}};
        if (withDocuments)
        {
            if (!documents.start(QStringLiteral("banshi-virtual-a4"), {QStringLiteral("--out"), QStringLiteral("%")}))
                return false;
            const auto uri = documents.control({{"do", "state"}}).value("uri", "");
            host("a4", "document-ipp", QString::fromStdString(uri), "{}");
            known.push_back({QStringLiteral("a4"), "DocumentPrinter"});
        }
        devices = std::make_unique<adapters::KitDevices>(clock, *directory, known);
        bench = std::make_unique<adapters::KitBench>(*devices, known);
        return waitFor([this] {
            return device(0).condition == ports::Condition::Ok && device(1).condition == ports::Condition::Ok;
        });
    }
    static bool waitFor(const std::function<bool()>& done) { return QTest::qWaitFor(done, kPatienceMs); }
    [[nodiscard]] ports::DeviceDetails device(std::size_t index) const { return bench->details().at(index); }
    [[nodiscard]] bool hasTrouble(std::size_t index, ports::DeviceTrouble trouble) const
    {
        const auto troubles = device(index).troubles;
        return std::find(troubles.begin(), troubles.end(), trouble) != troubles.end();
    }
    std::optional<ports::DeviceResult<bool>> lookForCard(const std::string& name = "idcard") const
    {
        std::optional<ports::DeviceResult<bool>> seen;
        bench->lookForCard(name, 3s, [&](auto answer) { seen = answer; });
        (void)waitFor([&] { return seen.has_value(); });
        return seen;
    }
    std::optional<ports::DeviceResult<bool>> ask(const std::string& name) const
    {
        std::optional<ports::DeviceResult<bool>> answered;
        bench->ask(name, [&](auto answer) { answered = answer; });
        (void)waitFor([&] { return answered.has_value(); });
        return answered;
    }
    std::optional<ports::DeviceResult<bool>> printSlip() const
    {
        std::optional<ports::DeviceResult<bool>> printed;
        bench->printSlip("receipt", "test-1", {{ports::SlipLine::Kind::Text, "测试凭条", {}, 1, false, false}},
                         [&](auto answer) { printed = answer; });
        (void)waitFor([&] { return printed.has_value(); });
        return printed;
    }
};

} // namespace

class KitBenchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theReaderAnswersWithoutACardAndIsMissedWhenItIsSilent()
    {
        Wires wires;
        QVERIFY(wires.start());
        QVERIFY(!wires.device(0).model.empty());
        const auto none = wires.lookForCard();
        QVERIFY(none && none->has_value());
        QCOMPARE(**none, false);
        QVERIFY(wires.reader.control({{"do", "fault"}, {"kind", "unplug"}}).value("ok", false));
        const auto silent = wires.lookForCard();
        QVERIFY(silent && !silent->has_value());
        QVERIFY2(silent->error().code.starts_with("drivers."), silent->error().code.c_str());
        QVERIFY(wires.waitFor([&] { return !wires.device(0).troubles.empty(); }));
    }
    void theSlipPrinterPrintsOrSaysWhyNot()
    {
        Wires wires;
        QVERIFY(wires.start());
        const auto printed = wires.printSlip();
        QVERIFY(printed && printed->has_value());
        QVERIFY(wires.waitFor(
            [&] { return !QDir(wires.printer.folder()).entryList({QStringLiteral("receipt-*.txt")}).isEmpty(); }));
        QVERIFY(wires.printer.control({{"do", "paper"}, {"state", "out"}}).value("ok", false));
        QVERIFY(wires.waitFor([&] { return wires.hasTrouble(1, ports::DeviceTrouble::PaperOut); }));
        const auto refused = wires.printSlip();
        QVERIFY(refused && !refused->has_value());
        QCOMPARE(refused->error().code, std::string("drivers.receipt.paperOut"));
    }
    void aDocumentPrinterTellsHowMuchIsLeft()
    {
        Wires wires;
        QVERIFY(wires.start(true));
        const auto has = [&wires](const char* name, int percent, int sheets) {
            const auto levels = wires.device(2).levels;
            return std::ranges::any_of(levels, [&](const ports::SupplyLevel& level) {
                return level.name == name && level.percent == percent && level.sheets == sheets;
            });
        };
        QVERIFY(wires.waitFor([&] { return has("Black Toner", 75, -1) && has("main", -1, 250); }));
        QVERIFY(wires.device(0).levels.empty());
    }
    void aDeviceThatIsAskedSaysHowItIs()
    {
        Wires wires;
        QVERIFY(wires.start());
        const auto well = wires.ask("idcard");
        QVERIFY(well && well->has_value());
        QVERIFY(wires.reader.control({{"do", "fault"}, {"kind", "unplug"}}).value("ok", false));
        QVERIFY(wires.waitFor([&] { return wires.device(0).condition == ports::Condition::Fault; }));
        const auto gone = wires.ask("idcard");
        QVERIFY(gone && !gone->has_value());
        QCOMPARE(gone->error().code, std::string("drivers.common.deviceNotReady"));
    }

    void aDeviceThatTheMachineDoesNotHaveIsNotReady()
    {
        Wires wires;
        QVERIFY(wires.start());
        const auto seen = wires.lookForCard("nothing");
        QVERIFY(seen && !seen->has_value());
        QCOMPARE(seen->error().code, std::string("drivers.common.deviceNotReady"));
    }
};

BANSHI_TEST(KitBenchTest)
#include "kit_bench_test.moc"

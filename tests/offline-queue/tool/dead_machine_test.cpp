// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/platform.h"
#include "banshi/queue/contract/document.h"
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"

#include <QProcess>
#include <QTest>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace banshi;
using nlohmann::json;
using queue::store::PlatformKey;
using queue::store::Settlement;
using queue::store::Store;
using testing::queue::sha256Hex;
using testing::queue::StoreFixture;

namespace
{

const std::string kPicture = "\xff\xd8\xff\xe0 a picture";
const std::string kIdNumber = "440399199001010018";
constexpr int kReports = 5;

json report(const std::string& text, const std::vector<std::string>& photos)
{
    return {{"item", "grid.report"},
            {"def_version", 1},
            {"form", {{"category", "fire"}, {"text", text}}},
            {"photos", photos},
            {"grid_code", "440399001002003"},
            {"made_at", "2026-01-01T00:00:00.000Z"},
            {"ttl_h", 72}};
}

/// What the program answered.
struct Said
{
    int code = -1;
    std::string out;
};

Said banshiQueue(const QStringList& arguments)
{
    QProcess program;
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/banshi-queue"), arguments);
    if (!program.waitForFinished())
        return {};
    return {program.exitCode(), program.readAllStandardOutput().toStdString()};
}

/// A machine whose reports the city of `tls` could open, and what is left of it: its folder, without its key.
class DeadMachine
{
public:
    explicit DeadMachine(int reports = kReports, std::size_t padding = 0)
    {
        if (!testing::queue::makeTestTls(tls()))
            qFatal("no test certificates");
        Store store(m_fixture.options, PlatformKey::read(tls() / "city-seal.pub").value(), m_fixture.clock);
        const std::string hash = sha256Hex(kPicture);
        if (!store.blobs().put(hash, {reinterpret_cast<const std::uint8_t*>(kPicture.data()), kPicture.size()}))
            qFatal("no picture");
        for (int i = 0; i < reports; ++i)
        {
            const auto photos = i == 3 ? std::vector<std::string>{hash} : std::vector<std::string>();
            const std::string body =
                report("seen by " + kIdNumber + ", " + std::to_string(i) + std::string(padding, '.'), photos).dump();
            auto item = m_fixture.item(body, i < 2 ? "order-1" : "");
            item.blobs = photos;
            if (!store.outbox().enqueue(item))
                qFatal("not accepted");
        }
        // One was parked before the machine died: it is handed over too.
        if (!store.outbox().settle(std::vector<Settlement>{{2, true, "", "permit.unknown"}}))
            qFatal("not settled");
        std::filesystem::copy(m_fixture.options.dataDir, dataDir(), std::filesystem::copy_options::recursive);
        std::filesystem::remove(dataDir() / "machine.key");
    }

    [[nodiscard]] std::filesystem::path folder() const { return m_fixture.folder.path().toStdString(); }
    [[nodiscard]] std::filesystem::path tls() const { return folder() / "tls"; }
    [[nodiscard]] std::filesystem::path dataDir() const { return folder() / "disk"; }
    [[nodiscard]] QStringList arguments(const QStringList& command) const
    {
        return QStringList{QStringLiteral("--json"), QStringLiteral("--data-dir"),
                           QString::fromStdString(dataDir().string())} +
               command;
    }
    [[nodiscard]] const testing::ManualClock& clock() const { return m_fixture.clock; }
    [[nodiscard]] std::string newKey() const { return base::newUuid(m_fixture.clock); }

private:
    StoreFixture m_fixture;
};

/// What the platform's operators do with an export: each line in the machine's name. Returns the verdicts.
std::vector<std::string> takeIn(city::Platform& platform, const DeadMachine& machine, const std::string& file)
{
    std::vector<std::string> verdicts;
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);)
    {
        const json document = json::parse(line);
        city::Request request;
        request.device = "TEST-01";
        request.method = "PUT";
        if (document.contains("picture"))
        {
            const json& picture = document.at("picture");
            request.path = "/v1/queue/blobs/" + picture.at("sha256").get<std::string>();
            request.headers = {{"content-type", "application/octet-stream"}, {"x-key-id", picture.at("key_id")}};
            request.body = city::fromBase64(picture.at("sealed")).value();
            verdicts.push_back("picture " + std::to_string(platform.handle(request).response.status));
            continue;
        }
        request.method = "POST";
        request.path = "/v1/queue/batch";
        request.headers = {{"content-type", "application/json"}, {"idempotency-key", machine.newKey()}};
        request.body = document.at("batch").dump();
        const json answer = json::parse(platform.handle(request).response.body);
        for (const auto& verdict : answer.at("verdicts"))
            verdicts.push_back(verdict.at("verdict"));
    }
    return verdicts;
}

} // namespace

class DeadMachineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOverWhatHadNotArrivedEachOnce()
    {
        const DeadMachine machine;
        const std::string file = (machine.folder() / "export.ndjson").string();
        const auto said = banshiQueue(
            machine.arguments({QStringLiteral("export"), QStringLiteral("--out"), QString::fromStdString(file)}));
        QCOMPARE(said.code, 0);
        QCOMPARE(json::parse(said.out).at("items").get<int>(), kReports);
        city::Platform platform(machine.clock(), city::CityKeys::load(machine.tls().string()).value(), false);
        const auto first = takeIn(platform, machine, file);
        QCOMPARE(first.front(), std::string("picture 200"));
        QCOMPARE(std::count(first.begin(), first.end(), "accepted"), std::ptrdiff_t(kReports));
        QCOMPARE(platform.dump().at("reports").size(), std::size_t(kReports));
        const auto second = takeIn(platform, machine, file);
        QCOMPARE(std::count(second.begin(), second.end(), "duplicate"), std::ptrdiff_t(kReports));
        QCOMPARE(platform.dump().at("reports").size(), std::size_t(kReports));
    }

    void handsOverInDocumentsThatThePlatformTakes()
    {
        constexpr int kMany = 30;
        const DeadMachine machine(kMany, 8 * 1024);
        const std::string file = (machine.folder() / "export.ndjson").string();
        QCOMPARE(banshiQueue(machine.arguments(
                                 {QStringLiteral("export"), QStringLiteral("--out"), QString::fromStdString(file)}))
                     .code,
                 0);
        city::Platform platform(machine.clock(), city::CityKeys::load(machine.tls().string()).value(), false);
        const auto verdicts = takeIn(platform, machine, file);
        QCOMPARE(std::count(verdicts.begin(), verdicts.end(), "accepted"), std::ptrdiff_t{kMany});
        std::ifstream lines(file);
        std::size_t inOrder = 0;
        for (std::string line; std::getline(lines, line);)
        {
            QVERIFY(line.size() <= queue::contract::kMostBytes);
            for (const auto& item : json::parse(line).value("/batch/items"_json_pointer, json::array()))
                inOrder += item.contains("stream") ? 1 : 0;
        }
        QCOMPARE(inOrder, std::size_t{2}); // those of one case stay in order on the other side, too
    }

    void neverShowsPersonalData()
    {
        const DeadMachine machine;
        for (const auto& command : {QStringList{QStringLiteral("stats")}, QStringList{QStringLiteral("list")},
                                    QStringList{QStringLiteral("show"), QStringLiteral("4")},
                                    QStringList{QStringLiteral("verify")}, QStringList{QStringLiteral("export")}})
        {
            const auto said = banshiQueue(machine.arguments(command));
            QCOMPARE(said.code, 0);
            QVERIFY(said.out.size() > 2);
            QVERIFY(said.out.find(kIdNumber) == std::string::npos);
            QVERIFY(said.out.find("order-1") == std::string::npos);
            QVERIFY(said.out.find("a picture") == std::string::npos);
        }
    }

    void answersInJsonWithItsExitCode()
    {
        const DeadMachine machine;
        const auto stats = json::parse(banshiQueue(machine.arguments({QStringLiteral("stats")})).out);
        QCOMPARE(stats.at("pending").get<int>(), kReports - 1);
        QCOMPARE(stats.at("parked").get<int>(), 1);
        QCOMPARE(stats.at("device").get<std::string>(), std::string("TEST-01"));
        const auto parked =
            json::parse(banshiQueue(machine.arguments(
                                        {QStringLiteral("list"), QStringLiteral("--state"), QStringLiteral("parked")}))
                            .out);
        QCOMPARE(parked.at("items").size(), std::size_t{1});
        QCOMPARE(parked.at("items").at(0).at("code").get<std::string>(), std::string("permit.unknown"));
        const auto unknown = banshiQueue(machine.arguments({QStringLiteral("show"), QStringLiteral("99")}));
        QCOMPARE(unknown.code, 1);
        QCOMPARE(json::parse(unknown.out).at("code").get<std::string>(), std::string("queue.store.itemUnknown"));
        QCOMPARE(banshiQueue(machine.arguments({QStringLiteral("dance")})).code, 2);
        std::filesystem::remove_all(machine.dataDir() / "blobs");
        QCOMPARE(banshiQueue(machine.arguments({QStringLiteral("verify")})).code, 1);
        std::filesystem::remove_all(machine.dataDir());
        QCOMPARE(banshiQueue(machine.arguments({QStringLiteral("stats")})).code, 3);
    }
};

BANSHI_TEST(DeadMachineTest)
#include "dead_machine_test.moc"

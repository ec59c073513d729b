// SPDX-License-Identifier: GPL-3.0-or-later
// packaging/district/start.sh as it stands, with machines in front of HAProxy, and a real city behind.
#include "banshi/testing/fleet/running_city.h"
#include "banshi/testing/fleet/weighing.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"
#include "unix_http.h"

#include <QFile>
#include <QTest>
#include <csignal>
#include <fstream>

using namespace banshi::testing;

namespace
{

constexpr int kPatienceMs = 60'000;

/// The example in a folder of its own. Threads: the test's.
class Example
{
public:
    Example(const std::filesystem::path& tls, const std::string& platform) : m_folder(m_temporary.path().toStdString())
    {
        const QString top = qEnvironmentVariable("BANSHI_SOURCE");
        m_process.setProgram(top + QStringLiteral("/packaging/district/start.sh"));
        m_process.setArguments({m_temporary.path(), QStringLiteral("--platform"), QString::fromStdString(platform),
                                QStringLiteral("--tls"), QString::fromStdString(tls.string()),
                                QStringLiteral("--build"), qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/.."),
                                QStringLiteral("--lease"), QStringLiteral("2")});
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start();
    }
    ~Example()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(kPatienceMs))
            m_process.kill();
    }
    Example(const Example&) = delete;
    Example& operator=(const Example&) = delete;

    /// 0 while it does not serve.
    [[nodiscard]] std::uint16_t port() const
    {
        std::string address;
        std::ifstream(m_folder / "address") >> address;
        return static_cast<std::uint16_t>(address.empty() ? 0 : std::stoi(address.substr(address.rfind(':') + 1)));
    }
    [[nodiscard]] int instance(const std::string& name) const
    {
        int id = 0;
        std::ifstream(m_folder / name / "pid") >> id;
        return id;
    }
    /// Whether nothing waits in the database any more.
    [[nodiscard]] bool isDrained() const
    {
        const auto metrics = unixCall(m_folder / "one" / "run" / "metrics.sock", "GET", "/metrics").body;
        return metrics.find("banshi_queue_items{state=\"pending\"} 0\n") != std::string::npos;
    }
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    [[nodiscard]] QByteArray said() { return m_process.readAll(); }

private:
    QTemporaryDir m_temporary;
    std::filesystem::path m_folder;
    QProcess m_process;
};

} // namespace

class HaproxyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const char* program : {"/usr/sbin/haproxy", "/usr/lib/postgresql/15/bin/postgres"})
            if (!QFile::exists(QString::fromLatin1(program)))
                QSKIP("the packages haproxy and postgresql-15 are needed");
    }

    void losesAndDoublesNothingWhenAnInstanceEndsUnderLoad()
    {
        const QTemporaryDir folder;
        const auto tls = std::filesystem::path(folder.path().toStdString()) / "tls";
        QVERIFY(queue::makeTestTls(tls));
        fleet::RunningCity city(tls);
        QVERIFY(city.start());
        Example example(tls, city.url());
        QTRY_VERIFY2_WITH_TIMEOUT(example.port() != 0 || !example.isRunning(), example.said().constData(), kPatienceMs);
        QVERIFY2(example.port() != 0, example.said().constData());
        fleet::FleetOptions options;
        options.tls = tls;
        options.kiosks = 20;
        options.batches = 40;
        options.hangUps = 3;
        options.port = [port = example.port()](int) { return port; };
        fleet::Fleet machines(options);
        machines.start();
        const auto troubles = [&] {
            std::string text = std::to_string(machines.acknowledged()) + " acknowledged;";
            for (const auto& [what, times] : machines.report().troubles)
                text += " " + what + " " + std::to_string(times);
            return text;
        };
        const std::int64_t all = std::int64_t{options.kiosks} * options.batches * options.items;
        int quarter = 0;
        for (const auto& [name, signal] : {std::pair("one", SIGKILL), std::pair("two", SIGTERM)})
        {
            const auto mark = all * ++quarter / 4;
            QTRY_VERIFY2_WITH_TIMEOUT(machines.acknowledged() >= mark, troubles().c_str(), kPatienceMs);
            QVERIFY2(!machines.isDone(), "there is no load any more");
            const int before = example.instance(name);
            QCOMPARE(::kill(before, signal), 0);
            QTRY_VERIFY_WITH_TIMEOUT(example.instance(name) != before, kPatienceMs); // it is started again
        }
        QTRY_VERIFY2_WITH_TIMEOUT(machines.isDone(), troubles().c_str(), kPatienceMs);
        const auto report = machines.report();
        QCOMPARE(report.wrong, 0);
        QVERIFY(report.handshakes > options.kiosks); // some came to another instance
        const auto acknowledged = machines.all();
        QCOMPARE(acknowledged.size(), static_cast<std::size_t>(all));
        QTRY_VERIFY_WITH_TIMEOUT(example.isDrained(), kPatienceMs);
        const auto weighing = fleet::weigh(city.end(), acknowledged);
        QCOMPARE(weighing.lost, 0);
        QCOMPARE(weighing.doubled, 0);
        QCOMPARE(weighing.invented, 0);
        QCOMPARE(weighing.disordered, 0);
    }
};

BANSHI_TEST(HaproxyTest)
#include "haproxy_test.moc"

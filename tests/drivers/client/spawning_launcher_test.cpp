// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/spawning_launcher.h"

#include "banshi/drivers/protocol/start_token.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using client::HostState;

namespace
{

constexpr int kPatienceMs = 20000;
const QString kName = QStringLiteral("a4");

} // namespace

class SpawningLauncherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void restartsWithGrowingPausesUntilTheCircuitOpens()
    {
        testing::ManualClock clock;
        client::SpawningLauncher launcher(clock, policy("exit 1"));
        launcher.start(spec());
        for (const auto pause : {200ms, 400ms, 800ms, 1600ms})
        {
            QTRY_COMPARE_WITH_TIMEOUT(launcher.state(kName), HostState::BackingOff, kPatienceMs);
            clock.advance(pause - 1ms);
            QCoreApplication::processEvents();
            QCOMPARE(launcher.state(kName), HostState::BackingOff);
            QSignalSpy changed(&launcher, &client::HostLauncher::stateChanged);
            clock.advance(1ms);
            QTRY_VERIFY_WITH_TIMEOUT(changed.count() > 0, kPatienceMs);
        }
        QTRY_COMPARE_WITH_TIMEOUT(launcher.state(kName), HostState::CircuitOpen, kPatienceMs);
        clock.advance(client::kCircuitRest - 1ms);
        QCoreApplication::processEvents();
        QCOMPARE(launcher.state(kName), HostState::CircuitOpen);
        launcher.restart(kName);
        QTRY_COMPARE_WITH_TIMEOUT(launcher.state(kName), HostState::BackingOff, kPatienceMs);
    }

    void givesAHostAnotherGoAfterItsRest()
    {
        testing::ManualClock clock;
        auto once = policy("exit 1");
        once.crashes = 1;
        client::SpawningLauncher launcher(clock, once);
        launcher.start(spec());
        QTRY_COMPARE_WITH_TIMEOUT(launcher.state(kName), HostState::CircuitOpen, kPatienceMs);
        QSignalSpy changed(&launcher, &client::HostLauncher::stateChanged);
        clock.advance(client::kCircuitRest);
        QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 2, kPatienceMs);
        QCOMPARE(changed[0][1].value<HostState>(), HostState::Running);
        QCOMPARE(changed[1][1].value<HostState>(), HostState::CircuitOpen);
    }

    void forgetsCrashesOfLongAgo()
    {
        testing::ManualClock clock;
        client::SpawningLauncher launcher(clock, policy("exit 1"));
        launcher.start(spec());
        for (int i = 0; i < 12; ++i)
        {
            QTRY_COMPARE_WITH_TIMEOUT(launcher.state(kName), HostState::BackingOff, kPatienceMs);
            QSignalSpy changed(&launcher, &client::HostLauncher::stateChanged);
            clock.advance(3min);
            QTRY_VERIFY_WITH_TIMEOUT(changed.count() > 0, kPatienceMs);
        }
        QVERIFY(launcher.state(kName) != HostState::CircuitOpen);
    }

    void givesTheHostItsArguments()
    {
        testing::ManualClock clock;
        client::SpawningLauncher launcher(
            clock, policy("echo \"$@\" > arguments.new; mv arguments.new arguments; exec sleep 600"));
        launcher.start(spec());
        const QString written = m_folder.filePath(QStringLiteral("arguments"));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(written), kPatienceMs);
        QFile file(written);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()).trimmed(),
                 QStringLiteral("--plugin /x.so --name a4 --connection ipp:y --options {} --publisher file:/p "
                                "--mode production --run-dir /run --parent %1")
                     .arg(QCoreApplication::applicationPid()));
        QCOMPARE(launcher.state(kName), HostState::Running);
        QVERIFY(launcher.processId(kName) > 0);
    }

    void handsEachHostItsTokenOffTheCommandLine()
    {
        testing::ManualClock clock;
        auto withToken = policy("echo \"$BANSHI_HOST_TOKEN\" > token.new; mv token.new token; exec sleep 600");
        withToken.startToken = "start";
        client::SpawningLauncher launcher(clock, withToken);
        launcher.start(spec());
        const QString written = m_folder.filePath(QStringLiteral("token"));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(written), kPatienceMs);
        QFile file(written);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().trimmed().toStdString(), protocol::hostToken("start", "a4"));
    }

    void stopsAHostAndKeepsItDown()
    {
        testing::ManualClock clock;
        client::SpawningLauncher launcher(clock, policy("exec sleep 600"));
        launcher.start(spec());
        QTRY_VERIFY_WITH_TIMEOUT(launcher.processId(kName) > 0, kPatienceMs);
        launcher.stop(kName);
        QTRY_COMPARE_WITH_TIMEOUT(launcher.state(kName), HostState::Stopped, kPatienceMs);
        clock.advance(1h);
        QCoreApplication::processEvents();
        QCOMPARE(launcher.processId(kName), qint64(0));
    }

    void killsAHostThatWillNotStop()
    {
        testing::ManualClock clock;
        client::SpawningLauncher launcher(clock, policy("trap '' TERM; touch deaf; exec sleep 600"));
        launcher.start(spec());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_folder.filePath(QStringLiteral("deaf"))), kPatienceMs);
        launcher.stop(kName);
        QCoreApplication::processEvents();
        QCOMPARE(launcher.state(kName), HostState::Running);
        clock.advance(2s);
        QTRY_COMPARE_WITH_TIMEOUT(launcher.state(kName), HostState::Stopped, kPatienceMs);
    }

    void countsAKillAsACrash()
    {
        testing::ManualClock clock;
        client::SpawningLauncher launcher(clock, policy("exec sleep 600"));
        launcher.start(spec());
        QTRY_VERIFY_WITH_TIMEOUT(launcher.processId(kName) > 0, kPatienceMs);
        const qint64 first = launcher.processId(kName);
        launcher.kill(kName);
        QTRY_COMPARE_WITH_TIMEOUT(launcher.state(kName), HostState::BackingOff, kPatienceMs);
        clock.advance(200ms);
        QTRY_COMPARE_WITH_TIMEOUT(launcher.state(kName), HostState::Running, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(launcher.processId(kName) > 0, kPatienceMs);
        QVERIFY(launcher.processId(kName) != first);
    }

    void saysWhenThereIsNoProgram()
    {
        testing::ManualClock clock;
        client::SpawningLauncher launcher(clock, {QStringLiteral("/no/such/host"), QStringLiteral("file:/p")});
        launcher.start(spec());
        QTRY_COMPARE_WITH_TIMEOUT(launcher.state(kName), HostState::BackingOff, kPatienceMs);
    }

    void takesItsHostsAlong()
    {
        testing::ManualClock clock;
        auto launcher = std::make_unique<client::SpawningLauncher>(clock, policy("exec sleep 600"));
        launcher->start(spec());
        QTRY_VERIFY_WITH_TIMEOUT(launcher->processId(kName) > 0, kPatienceMs);
        const auto process = static_cast<pid_t>(launcher->processId(kName));
        launcher.reset();
        QCOMPARE(::kill(process, 0), -1);
    }

private:
    // A host that is a shell script in the private folder.
    client::SpawnPolicy policy(const char* script)
    {
        const QString path = m_folder.filePath(QStringLiteral("host-%1").arg(++m_scripts));
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(QByteArray("#!/bin/sh\ncd ") + m_folder.path().toUtf8() + "\n" + script + "\n");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return {path, QStringLiteral("file:/p")};
    }
    static client::HostSpec spec()
    {
        return {kName, QStringLiteral("/x.so"), QStringLiteral("ipp:y"), {}, true, QStringLiteral("/run"), {}};
    }

    QTemporaryDir m_folder;
    int m_scripts = 0;
};

BANSHI_TEST(SpawningLauncherTest)
#include "spawning_launcher_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/systemd_launcher.h"

#include "banshi/drivers/client/token_file.h"
#include "banshi/drivers/protocol/start_token.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using client::HostState;

namespace
{

constexpr int kPatienceMs = 20000;
const QString kName = QStringLiteral("a4");

} // namespace

/// A systemctl of the test's own writes down what it is asked, and answers what stands in the file `units`.
class SystemdLauncherTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<testing::ManualClock> m_clock;
    std::unique_ptr<client::SystemdLauncher> m_launcher;

    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    void write(const char* name, const QByteArray& text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    QByteArrayList asked() const
    {
        QFile file(path("asked"));
        QByteArrayList lines;
        if (file.open(QIODevice::ReadOnly))
            lines = file.readAll().trimmed().split('\n');
        lines.removeIf([](const QByteArray& line) { return line.isEmpty() || line.startsWith("show"); });
        return lines;
    }
    void makeSystemctl(const QByteArray& more)
    {
        write("systemctl", "#!/bin/sh\ncd \"${0%/*}\"\necho \"$@\" >> asked\n[ \"$1\" != show ] || cat units\n" + more);
        QFile::setPermissions(path("systemctl"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    void say(const QByteArray& active, const QByteArray& sub)
    {
        write("units", "Id=banshi-driverhost@other.service\nActiveState=failed\nSubState=failed\n\n"
                       "Id=banshi-driverhost@a4.service\nActiveState=" +
                           active + "\nSubState=" + sub + "\n");
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = std::make_unique<testing::ManualClock>();
        makeSystemctl({});
        say("inactive", "dead");
        m_launcher = std::make_unique<client::SystemdLauncher>(
            *m_clock, client::SystemdPolicy{path("systemctl"), m_folder->path(), "start"});
        client::HostSpec spec;
        spec.name = kName;
        m_launcher->start(spec);
    }
    void cleanup() { m_launcher.reset(); }

    void asksForTheUnitOnceItsTokenIsThere()
    {
        QTRY_COMPARE_WITH_TIMEOUT(asked(),
                                  QByteArrayList({"reset-failed banshi-driverhost@a4.service",
                                                  "restart --no-block banshi-driverhost@a4.service"}),
                                  kPatienceMs);
        QCOMPARE(client::readTokenFile(path("a4")), protocol::hostToken("start", "a4"));
    }

    void stopsAndKillsByItsName()
    {
        m_launcher->stop(kName);
        m_launcher->kill(kName);
        m_launcher->kill(QStringLiteral("nobody"));
        QTRY_COMPARE_WITH_TIMEOUT(asked().size(), qsizetype(4), kPatienceMs);
        QCOMPARE(asked().mid(2), QByteArrayList({"stop --no-block banshi-driverhost@a4.service",
                                                 "kill --signal=SIGKILL banshi-driverhost@a4.service"}));
    }

    void tellsHowTheUnitStands_data()
    {
        QTest::addColumn<QByteArray>("active");
        QTest::addColumn<QByteArray>("sub");
        QTest::addColumn<HostState>("state");
        QTest::newRow("runs") << QByteArray("active") << QByteArray("running") << HostState::Running;
        QTest::newRow("waits") << QByteArray("activating") << QByteArray("auto-restart") << HostState::BackingOff;
        QTest::newRow("given up") << QByteArray("failed") << QByteArray("failed") << HostState::CircuitOpen;
    }
    void tellsHowTheUnitStands()
    {
        QFETCH(QByteArray, active);
        QFETCH(QByteArray, sub);
        QFETCH(HostState, state);
        QTRY_COMPARE_WITH_TIMEOUT(asked().size(), qsizetype(2), kPatienceMs);
        QSignalSpy changed(m_launcher.get(), &client::HostLauncher::stateChanged);
        say(active, sub);
        QVERIFY(QTest::qWaitFor(
            [&] {
                m_clock->advance(1s);
                return m_launcher->state(kName) == state;
            },
            kPatienceMs));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toString(), kName);
        QCOMPARE(m_launcher->state(QStringLiteral("other")), HostState::Stopped);
    }

    void startsAUnitAnewThatSystemdHasGivenUp()
    {
        QTRY_COMPARE_WITH_TIMEOUT(asked().size(), qsizetype(2), kPatienceMs);
        say("failed", "failed");
        const auto lookUntil = [&](const std::function<bool()>& reached) {
            return QTest::qWaitFor(
                [&] {
                    m_clock->advance(1s);
                    return reached();
                },
                kPatienceMs);
        };
        QVERIFY(lookUntil([&] { return m_launcher->state(kName) == HostState::CircuitOpen; }));
        QCOMPARE(asked().size(), qsizetype(2));
        m_clock->advance(client::kCircuitRest);
        QVERIFY(lookUntil([&] { return asked().size() == 4; }));
        QCOMPARE(asked().mid(2), QByteArrayList({"reset-failed banshi-driverhost@a4.service",
                                                 "restart --no-block banshi-driverhost@a4.service"}));
    }

    void goesOnBehindAnOrderThatHangs()
    {
        QTRY_COMPARE_WITH_TIMEOUT(asked().size(), qsizetype(2), kPatienceMs);
        makeSystemctl("[ \"$1\" != stop ] || exec sleep 600\n");
        m_launcher->stop(kName);
        m_launcher->kill(kName);
        QTRY_COMPARE_WITH_TIMEOUT(asked().size(), qsizetype(3), kPatienceMs);
        m_clock->advance(10s);
        QTRY_COMPARE_WITH_TIMEOUT(asked().size(), qsizetype(4), kPatienceMs);
    }

    void goesOnWithoutASystemctl()
    {
        QTRY_COMPARE_WITH_TIMEOUT(asked().size(), qsizetype(2), kPatienceMs);
        QVERIFY(QFile::remove(path("systemctl")));
        m_launcher->stop(kName);
        m_launcher->kill(kName);
        QTest::qWait(0);
        QCOMPARE(m_launcher->state(kName), HostState::Stopped);
    }
};

BANSHI_TEST(SystemdLauncherTest)
#include "systemd_launcher_test.moc"

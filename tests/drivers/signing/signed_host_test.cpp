// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/signing.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>

using namespace banshi::drivers::conformance;

namespace
{

constexpr int kPatienceMs = 20000;
constexpr int kBadStart = 2;

} // namespace

/// Hosts that require signatures, and a plug-in that leaves a mark when its library is opened.
class SignedHostTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_trust;

    [[nodiscard]] QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    [[nodiscard]] std::string file(const char* name) const { return path(name).toStdString(); }
    static QString built(const char* name)
    {
        return qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/../") + QString::fromLatin1(name);
    }
    [[nodiscard]] bool isOpened() const { return QFile::exists(path("mark")); }

    // What a host says that ends at once; empty when it goes on.
    QByteArray refusal(const QString& program, const QStringList& more)
    {
        QProcess host;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("BANSHI_MARK"), path("mark"));
        environment.insert(QStringLiteral("BANSHI_HOST_TOKEN"), QStringLiteral("0123"));
        host.setProcessEnvironment(environment);
        host.setProcessChannelMode(QProcess::MergedChannels);
        host.start(program,
                   QStringList{QStringLiteral("--plugin"), path("driver.so"), QStringLiteral("--name"),
                               QStringLiteral("x"), QStringLiteral("--connection"), QStringLiteral("serial:/x"),
                               QStringLiteral("--publisher"), QStringLiteral("file:/nonexistent"),
                               QStringLiteral("--run-dir"), m_folder->path()} +
                       more);
        (void)QTest::qWaitFor([&] { return host.state() == QProcess::NotRunning || isOpened(); }, kPatienceMs);
        const bool goesOn = isOpened() && !host.waitForFinished(300);
        const QByteArray said = host.readAll();
        if (!goesOn && host.exitCode() != kBadStart)
            return "exit code " + QByteArray::number(host.exitCode());
        host.kill();
        host.waitForFinished(kPatienceMs);
        return goesOn ? QByteArray() : said;
    }
    QByteArray developmentRefusal()
    {
        return refusal(built("bin/banshi-driverhost"), {QStringLiteral("--trust"), QString::fromStdString(m_trust)});
    }
    QByteArray streetRefusal(const QStringList& more = {})
    {
        return refusal(built("tests/banshi-driverhost-street"), more);
    }
    bool sign() { return signFile(file("acme.key"), file("acme.certificate"), file("driver.so")).has_value(); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_trust = built("tests/drivers/signing/trust").toStdString(); // where the street's host was built to look
        std::filesystem::remove_all(m_trust);
        std::filesystem::create_directories(m_trust);
        for (const char* who : {"city", "acme"})
            QVERIFY(makeKeys(file(who)));
        std::filesystem::copy(file("city.pub"), m_trust + "/city.pub");
        QVERIFY(certify(file("city.key"), "Acme", file("acme.pub"), file("acme.certificate")));
        QVERIFY(QFile::copy(built("tests/drivers/signing/banshi-driver-marking.so"), path("driver.so")));
    }

    void loadsNothingUnsignedOnTheStreet()
    {
        QVERIFY(streetRefusal().contains("not signed"));
        QVERIFY(!isOpened());
        QVERIFY(sign());
        QCOMPARE(streetRefusal(), QByteArray());
        QVERIFY(isOpened());
    }

    void cannotBeTalkedOutOfItOnTheStreet()
    {
        QVERIFY(!streetRefusal({QStringLiteral("--mode"), QStringLiteral("development")}).isEmpty());
        QVERIFY(!streetRefusal({QStringLiteral("--trust"), m_folder->path()}).isEmpty());
        QVERIFY(!isOpened());
    }

    void refusesBeforeTheLibraryIsOpened()
    {
        QVERIFY(sign());
        QFile library(path("driver.so"));
        QVERIFY(library.open(QIODevice::Append));
        QVERIFY(library.putChar('\0')); // behind the last section: the loader would not mind
        library.close();
        QVERIFY(developmentRefusal().contains("not the one that was signed"));
        QVERIFY(streetRefusal().contains("not the one that was signed"));
        QVERIFY(!isOpened());
    }

    void refusesARevokedKeyBeforeTheLibraryIsOpened()
    {
        QVERIFY(sign());
        QVERIFY(revoke(file("city.key"), {{file("acme.pub")}, {}}, m_trust + "/revoked.json"));
        QVERIFY(developmentRefusal().contains("revoked"));
        QVERIFY(streetRefusal().contains("revoked"));
        QVERIFY(!isOpened());
    }

    void loadsWhatIsSignedInDevelopmentWhenAsked()
    {
        QVERIFY(developmentRefusal().contains("not signed"));
        QVERIFY(!isOpened());
        QVERIFY(sign());
        QCOMPARE(developmentRefusal(), QByteArray());
        QVERIFY(isOpened());
    }
};

BANSHI_TEST(SignedHostTest)
#include "signed_host_test.moc"

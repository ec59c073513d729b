// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/enrol/est_answer.h"

#include "banshi/base/system_clock.h"
#include "banshi/city/certificate_authority.h"
#include "banshi/city/city_keys.h"
#include "banshi/queue/enrol/machine_key_pair.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace std::chrono_literals;
using queue::enrol::certificatesIn;
using queue::enrol::EnrolCode;
using queue::enrol::MachineKeyPair;

class EstAnswerTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    std::shared_ptr<const city::CertificateAuthority> m_authority;
    MachineKeyPair m_key = MachineKeyPair::make().value();

    /// A certificate (DER) for a request of our key.
    [[nodiscard]] std::string issued(const std::string& name) const
    {
        std::string request = m_key.requestFor(name);
        std::erase(request, '\n');
        const auto read = city::readCertificateRequest(city::fromBase64(request).value());
        const auto now = base::SystemClock().wall().utc;
        return m_authority->issue(read.value().publicKey, {read->name, now - 1h, now + 24h, false});
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_certificates.make());
        const auto tls = m_certificates.folder().string();
        m_authority = city::CertificateAuthority::load(tls);
        QVERIFY(m_authority);
    }

    void readsTheCertificatesInTheirOrder()
    {
        const std::string body =
            city::toBase64(city::certificatesOnly({issued("TEST-01"), m_authority->certificate()}));
        std::string folded;
        for (std::size_t i = 0; i < body.size(); i += 64)
            folded += body.substr(i, 64) + "\r\n";
        const auto certificates = certificatesIn(folded);
        QVERIFY(certificates);
        QCOMPARE(certificates->size(), std::size_t{2});
        QVERIFY(m_key.fits(certificates->at(0), "TEST-01"));
        QVERIFY(!m_key.fits(certificates->at(0), "TEST-02"));
        QVERIFY(!MachineKeyPair::make()->fits(certificates->at(0), "TEST-01"));
        QVERIFY(queue::enrol::isSignedByOneOf(certificates->at(0), {certificates->at(1)}));
        QVERIFY(!queue::enrol::isSignedByOneOf(certificates->at(0), {certificates->at(0)}));
    }

    void takesNothingElse_data()
    {
        QTest::addColumn<QByteArray>("body");
        const std::string good = city::toBase64(city::certificatesOnly({m_authority->certificate()}));
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a page") << QByteArray("<html>log in</html>");
        QTest::newRow("half") << QByteArray::fromStdString(good.substr(0, good.size() / 2 / 4 * 4));
        QTest::newRow("no PKCS 7") << QByteArray::fromStdString(city::toBase64(m_authority->certificate()));
        QTest::newRow("no certificates") << QByteArray::fromStdString(city::toBase64(city::certificatesOnly({})));
        QTest::newRow("too many") << QByteArray::fromStdString(city::toBase64(city::certificatesOnly(
            std::vector<std::string>(queue::enrol::kMostCertificates + 1, m_authority->certificate()))));
        QTest::newRow("too large") << QByteArray(queue::enrol::kMostAnswer + 4, 'A');
        QTest::newRow("more behind it") << QByteArray::fromStdString(
            city::toBase64(city::certificatesOnly({m_authority->certificate()}) + "more"));
    }

    void takesNothingElse()
    {
        QFETCH(QByteArray, body);
        const auto certificates = certificatesIn(body.toStdString());
        QVERIFY(!certificates);
        QCOMPARE(certificates.error().code, EnrolCode::WrongAnswer);
    }

    void keepsAKeyOverItsFile()
    {
        const auto again = MachineKeyPair::parse(m_key.pem().text());
        QVERIFY(again);
        QCOMPARE(again->requestFor("TEST-01").empty(), false);
        QVERIFY(!MachineKeyPair::parse("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
    }
};

BANSHI_TEST(EstAnswerTest)
#include "est_answer_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/enrol/renewal.h"

#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"
#include "enrolled_machine.h"

#include <QTest>
#include <fstream>
#include <iterator>

using namespace banshi;
using namespace std::chrono_literals;
using queue::enrol::Renewal;

/// The platform is the stand-in of the city, over real TLS.
class RenewalTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();
    const std::filesystem::path m_folder = m_certificates.beside();
    std::shared_ptr<const city::CertificateAuthority> m_authority;
    int m_machines = 0;

    EnrolledMachine machine(const std::string& url) { return {m_tls, url, m_folder / std::to_string(++m_machines)}; }
    static std::string contentOf(const std::filesystem::path& file)
    {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_certificates.make());
        m_authority = city::CertificateAuthority::load(m_tls.string());
    }

    void comesAtTwoThirdsOfALife()
    {
        const base::UtcTime from{std::chrono::hours(24 * 20'000)};
        QVERIFY(queue::enrol::renewalTime({from, from + 90 * 24h}) == from + 60 * 24h);
    }

    void renewsWhenItIsDueAndNotBefore()
    {
        RealCity city(m_tls);
        auto made = machine(city.url());
        const auto now = made.clock.wall().utc;
        QVERIFY(made.hold(*m_authority, now - 60 * 24h, now + 31 * 24h)); // due in 16 hours
        const std::string before = contentOf(made.folder.file());
        int probes = 0;
        const auto probe = queue::enrol::identityProbe(made.identity, "TEST-01", made.clock);
        Renewal renewal({made.folder, made.est,
                         [&](const std::filesystem::path& file) {
                             ++probes;
                             return probe(file);
                         },
                         made.clock, [] { return 1.0; }});
        for (int hour = 0; hour < 15; ++hour)
            made.clock.advance(1h);
        QCOMPARE(contentOf(made.folder.file()), before);
        QTRY_VERIFY((made.clock.advance(1h), contentOf(made.folder.file()) != before));
        QTRY_VERIFY2(!made.folder.isOnTrial(), "the new one has worked, so the old one goes");
        QVERIFY(made.folder.life()->until > now + 80 * 24h);
        QVERIFY(renewal.problem().empty());
    }

    void triesAgainAfterTroubleAndTellsIt()
    {
        RealCity city(m_tls);
        auto made = machine(city.url());
        const auto now = made.clock.wall().utc;
        QVERIFY(made.hold(*m_authority, now - 80 * 24h, now + 10 * 24h));
        city.setNetwork(false);
        Renewal renewal({made.folder, made.est, queue::enrol::identityProbe(made.identity, "TEST-01", made.clock),
                         made.clock, [] { return 1.0; }});
        QTRY_COMPARE(renewal.problem(), std::string("enrol.noAnswer"));
        city.setNetwork(true);
        renewal.wake(); // the line is back
        QTRY_VERIFY((made.clock.advance(1min), renewal.problem().empty()));
        QVERIFY(made.folder.life()->until > now + 80 * 24h);
    }

    void goesBackWhenOnlyTheOldOneWorks()
    {
        RealCity city(m_tls);
        auto made = machine(city.url());
        const auto now = made.clock.wall().utc;
        QVERIFY(made.hold(*m_authority, now - 80 * 24h, now + 10 * 24h));
        const std::string before = contentOf(made.folder.file());
        bool isLineUp = false;
        std::mutex mutex; // the renewal's thread probes
        std::map<std::string, int> asked;
        Renewal renewal({made.folder, made.est,
                         [&](const std::filesystem::path& file) -> std::optional<bool> {
                             const std::lock_guard lock(mutex);
                             ++asked[file.filename().string()];
                             return isLineUp ? std::optional(file == made.folder.previousFile()) : std::nullopt;
                         },
                         made.clock, [] { return 1.0; }});
        QTRY_VERIFY(made.folder.isOnTrial() && contentOf(made.folder.file()) != before);
        QCOMPARE(contentOf(made.folder.previousFile()), before);
        {
            const std::lock_guard lock(mutex);
            isLineUp = true;
        }
        QTRY_COMPARE((made.clock.advance(1h), contentOf(made.folder.file())), before);
        const std::lock_guard lock(mutex);
        QVERIFY(asked["previous.pem"] >= 1);
    }

    void keepsBothWhenNeitherWorks()
    {
        RealCity city(m_tls);
        auto made = machine(city.url());
        const auto now = made.clock.wall().utc;
        QVERIFY(made.hold(*m_authority, now - 80 * 24h, now + 10 * 24h));
        std::atomic<int> asked = 0;
        Renewal renewal({made.folder, made.est,
                         [&](const std::filesystem::path&) {
                             ++asked;
                             return std::optional(false);
                         },
                         made.clock, [] { return 1.0; }});
        QTRY_VERIFY((made.clock.advance(1h), asked >= 4));
        QVERIFY(made.folder.isOnTrial());
        QVERIFY(made.folder.exists());
    }

    void waitsForATrustedTime()
    {
        RealCity city(m_tls);
        auto made = machine(city.url());
        const auto now = made.clock.wall().utc;
        QVERIFY(made.hold(*m_authority, now - 80 * 24h, now + 10 * 24h));
        made.clock.setWall(now, false);
        const std::string before = contentOf(made.folder.file());
        Renewal renewal({made.folder, made.est, [](const std::filesystem::path&) { return std::optional(true); },
                         made.clock, [] { return 1.0; }});
        for (int hour = 0; hour < 5; ++hour)
            made.clock.advance(1h);
        QCOMPARE(contentOf(made.folder.file()), before);
        made.clock.setWall(now, true);
        QTRY_VERIFY((made.clock.advance(1h), contentOf(made.folder.file()) != before));
    }
};

BANSHI_TEST(RenewalTest)
#include "renewal_test.moc"

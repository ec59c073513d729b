// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "private_postgres.h"

#include <QTest>
#include <atomic>
#include <thread>

using namespace banshi::queue::district;

class VersionsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PrivatePostgres> m_server;
    std::string m_url;

    [[nodiscard]] DatabaseOptions next(int compatibleFrom) const
    {
        auto options = PrivatePostgres::options(m_url, "next");
        options.schema.steps.push_back("ALTER TABLE district.item ADD COLUMN weight integer NOT NULL DEFAULT 1; "
                                       "CREATE INDEX item_weight ON district.item (device, weight) WHERE state = 0");
        options.schema.compatibleFrom = compatibleFrom;
        return options;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!PrivatePostgres::isInstalled())
            QSKIP("the package postgresql-15 is missing");
        m_server = std::make_unique<PrivatePostgres>();
        QVERIFY(m_server->isRunning());
    }
    void init() { m_url = m_server->freshDatabase(); }

    void bothVersionsRunSideBySideWhileTheSchemaChanges()
    {
        Database old(PrivatePostgres::options(m_url, "old"));
        QVERIFY(old.prepare().has_value());
        std::atomic<bool> isEnough = false;
        std::int64_t taken = 0;
        int failures = 0;
        std::jthread load([&] {
            for (std::int64_t seq = 1; !isEnough || taken < 200; seq += 10)
            {
                const auto accepted = old.intake().accept(batchOf("D-1", seq, 10));
                failures += accepted ? 0 : 1;
                taken += accepted ? 10 : 0;
            }
        });
        const int own = static_cast<int>(embeddedMigrations().size());
        Database fresh(next(1));
        const auto migrated = fresh.prepare();
        const auto second = fresh.intake().accept(batchOf("D-2", 1, 10));
        isEnough = true;
        load.join();
        QVERIFY2(migrated.has_value(), migrated ? "" : migrated.error().detail.c_str());
        QVERIFY(second.has_value());
        QCOMPARE(failures, 0);
        QCOMPARE(old.intake().counts()->pending, taken + 10);
        QVERIFY(old.prepare().has_value()); // an instance of the version before may also start anew
        QCOMPARE(old.outgoing().claim(5)->size(), std::size_t{2});
        QVERIFY(PrivatePostgres::ask(m_url, "SELECT max(version) FROM district.version") ==
                std::vector<std::string>{std::to_string(own + 1)});
    }

    void shutsOutAProgramThatIsTooOld()
    {
        QVERIFY(Database(next(static_cast<int>(embeddedMigrations().size()) + 1)).prepare().has_value());
        Database old(PrivatePostgres::options(m_url, "old"));
        const auto refused = old.prepare();
        QVERIFY(!refused && refused.error().code == DistrictCode::NewerSchema);
    }

    void instancesThatStartTogetherMakeOneSchema()
    {
        std::atomic<int> prepared = 0;
        {
            std::vector<std::jthread> instances;
            for (int i = 0; i < 4; ++i)
                instances.emplace_back(
                    [&] { prepared += Database(PrivatePostgres::options(m_url, "x")).prepare() ? 1 : 0; });
        }
        QCOMPARE(prepared.load(), 4);
    }
};

BANSHI_TEST(VersionsTest)
#include "versions_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "writer.h"

#include <QTemporaryDir>
#include <QTest>
#include <latch>
#include <stdexcept>

using namespace banshi;
using queue::store::Connection;
using queue::store::Done;
using queue::store::Purpose;
using queue::store::SqlFault;
using queue::store::StoreCode;
using queue::store::Writer;

namespace
{

constexpr int kPieces = 5;

/// A file with one table, and pieces of work that are sure to be committed together: they wait behind one that is let
/// go when all have arrived.
class Group
{
public:
    /// `isRefused`: the file refuses each commit.
    explicit Group(bool isRefused = false) : m_isRefused(isRefused) {}

    /// Runs kPieces pieces that insert their number; `spoilt` fails with `code` after its insert (-1: none does).
    void run(int spoilt, StoreCode code)
    {
        std::latch arrived(kPieces);
        std::latch isHeld(1);
        std::jthread first([&] {
            [[maybe_unused]] const auto held = m_writer.read([&](Connection&) {
                isHeld.count_down();
                arrived.wait();
                return Done{};
            });
        });
        isHeld.wait();
        std::vector<std::jthread> others;
        for (int piece = 0; piece < kPieces; ++piece)
            others.emplace_back([&, piece] {
                const auto result = m_writer.write(
                    [&, piece](Connection& database) {
                        ++runs[static_cast<std::size_t>(piece)];
                        database
                            .prepare(m_isRefused ? "INSERT INTO piece VALUES(?1, 1)"
                                                 : "INSERT INTO piece(n) VALUES(?1)")
                            .with(std::int64_t{piece})
                            .run();
                        if (piece == spoilt)
                            throw SqlFault{{code, "spoilt", base::Retry::Never}};
                        return Done{};
                    },
                    [&] { arrived.count_down(); });
                isDone[static_cast<std::size_t>(piece)] = result.has_value();
            });
    }

    std::int64_t stored(int piece)
    {
        return m_writer
            .read([&](Connection& database) {
                return database.number("SELECT count(*) FROM piece WHERE n = " + std::to_string(piece));
            })
            .value();
    }

    std::array<int, kPieces> runs{};
    std::array<bool, kPieces> isDone{};

private:
    std::unique_ptr<Connection> open() const
    {
        auto database = std::make_unique<Connection>(m_folder.path().toStdString() + "/file.db", "", Purpose::Serve);
        database->exec("CREATE TABLE IF NOT EXISTS whole(n INTEGER PRIMARY KEY)");
        database->exec("CREATE TABLE IF NOT EXISTS piece(n INTEGER, whole INTEGER REFERENCES whole(n) "
                       "DEFERRABLE INITIALLY DEFERRED)"); // looked at by COMMIT
        database->exec("PRAGMA foreign_keys=ON");
        return database;
    }

    const bool m_isRefused;
    const QTemporaryDir m_folder;
    Writer m_writer{{[this](bool) { return open(); }, [] { return false; }, [](Connection&) { return false; }}};
};

} // namespace

class WriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsWhatWaitsTogetherOnceEach()
    {
        Group group;
        group.run(-1, {});
        for (int piece = 0; piece < kPieces; ++piece)
        {
            QCOMPARE(group.runs[static_cast<std::size_t>(piece)], 1);
            QVERIFY(group.isDone[static_cast<std::size_t>(piece)]);
            QCOMPARE(group.stored(piece), 1);
        }
    }

    void aPieceThatFailsCostsTheOthersNothing()
    {
        constexpr int kSpoilt = 2;
        Group group;
        group.run(kSpoilt, StoreCode::KeyReused);
        for (int piece = 0; piece < kPieces; ++piece)
        {
            QCOMPARE(group.isDone[static_cast<std::size_t>(piece)], piece != kSpoilt);
            QCOMPARE(group.stored(piece), piece == kSpoilt ? 0 : 1);
        }
    }

    void aPieceThatMetTheDiskCostsTheOthersNothing()
    {
        constexpr int kSpoilt = 2;
        Group group;
        group.run(kSpoilt, StoreCode::Io);
        for (int piece = 0; piece < kPieces; ++piece)
        {
            QCOMPARE(group.isDone[static_cast<std::size_t>(piece)], piece != kSpoilt);
            QCOMPARE(group.stored(piece), piece == kSpoilt ? 0 : 1); // read by the connection after it
        }
    }

    void aCommitThatFailsIsNotTriedAgainOnItsConnection()
    {
        Group group(true);
        group.run(-1, {});
        for (int piece = 0; piece < kPieces; ++piece)
        {
            QCOMPARE(group.runs[static_cast<std::size_t>(piece)], 1);
            QVERIFY(!group.isDone[static_cast<std::size_t>(piece)]); // each caller asks again
            QCOMPARE(group.stored(piece), 0);
        }
    }

    void anExceptionThatIsNotOfSqliteEndsNothing()
    {
        bool isFaulty = true;
        Writer writer({[&isFaulty](bool) -> std::unique_ptr<Connection> {
                           if (std::exchange(isFaulty, false))
                               throw std::filesystem::filesystem_error("a folder",
                                                                       std::make_error_code(std::errc::io_error));
                           return std::make_unique<Connection>(":memory:", "", Purpose::Serve);
                       },
                       [] { return false; }, [](Connection&) -> bool { throw std::bad_alloc(); }});
        const auto fails = [](Connection&) -> Done { throw std::runtime_error("nobody expected that"); };
        for (const auto& failed : {writer.write(fails), writer.read(fails)})
        {
            QVERIFY(!failed);
            QCOMPARE(failed.error().code, StoreCode::Io);
        }
        QVERIFY(writer.write([](Connection&) { return Done{}; }));
    }
};

BANSHI_TEST(WriterTest)
#include "writer_test.moc"

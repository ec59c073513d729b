// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/killed_child.h"
#include "banshi/testing/queue/power_cut_vfs.h"
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <fstream>
#include <set>

using namespace banshi;
namespace fs = std::filesystem;
using testing::ChildEnd;
using testing::queue::PowerCutVfs;
using testing::queue::StoreFixture;

namespace
{

constexpr std::int64_t kPage = 4096;        // FORMAT.md, "Pragmas": the file's pages
constexpr std::int64_t kApplicationId = 68; // where it stands in the file (SQLite file format, 1.3)
constexpr int kItems = 30;
constexpr int kInLog = 5;         // of these
constexpr int kMostChanges = 500; // far more than a salvage of so few rows makes

void overwrite(const fs::path& path, std::int64_t offset, const std::string& bytes)
{
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(offset);
    file << bytes;
}

/// Where a page of the file lies that holds rows of the outbox: a table's leaf (SQLite file format, 1.6) in which their
/// operation stands.
std::int64_t pageOfRows(const fs::path& path)
{
    constexpr char kTableLeaf = '\x0d';
    std::ifstream file(path, std::ios::binary);
    std::string page(kPage, '\0');
    for (std::int64_t at = 0; file.read(page.data(), kPage); at += kPage)
        if (page[0] == kTableLeaf && page.find("reports") != std::string::npos)
            return at;
    qFatal("the file has no row of the outbox");
}

/// Everything of a store that must come through a salvage.
struct Holdings
{
    std::set<std::string> items;
    std::set<std::string> openIntents;
    std::string setting;
    int salvages = 0; ///< rows of the audit that tell of one
    bool accepting = false;
};

Holdings holdingsOf(queue::store::Store& store)
{
    Holdings found;
    const auto batch = store.outbox().nextBatch(kItems * 2, std::size_t{1} << 24, [](std::int64_t) { return false; });
    for (const auto& item : batch.value().items)
        if (!found.items.insert(item.key).second)
            qFatal("an item stands twice in the queue");
    const auto open = store.journal().openIntents();
    for (const auto& intent : open.value())
        found.openIntents.insert(intent.intent.id);
    found.setting = store.settings().get("site").value().value_or("");
    const auto acts = store.settings().newestAudit(100);
    for (const auto& entry : acts.value())
        found.salvages += entry.what == "queue.store.salvaged" ? 1 : 0;
    found.accepting = store.health().accepting;
    return found;
}

bool isSalvagePending(const fs::path& dataDir)
{
    for (const auto& entry : fs::recursive_directory_iterator(dataDir))
        if (entry.path().filename() == "salvage-pending")
            return true;
    return false;
}

} // namespace

/// A salvage that something ended half-way is continued at the next start, whatever the moment was.
class SalvageTest : public QObject
{
    Q_OBJECT

    StoreFixture m_fixture;
    Holdings m_whole; // what an undisturbed start makes of the damaged file

    [[nodiscard]] fs::path dataDir() const { return m_fixture.options.dataDir; }
    [[nodiscard]] fs::path kept() const { return m_fixture.folder.filePath(QStringLiteral("damaged")).toStdString(); }

    void accept(int count)
    {
        for (int i = 0; i < count; ++i)
            if (!m_fixture.store->outbox().enqueue(m_fixture.item(std::string(600, 'b'))))
                qFatal("an item was not accepted");
    }
    /// A damaged file as a crash leaves it, some of its rows in the write-ahead log only.
    void makeDamagedFile()
    {
        fs::remove_all(dataDir());
        fs::remove_all(kept());
        auto& store = m_fixture.reopen();
        accept(kItems - kInLog);
        if (!store.journal().open({base::newUuid(m_fixture.clock), "pay", "s-1", "{}"}) ||
            !store.settings().put("site", "\"square\"", "technician", "moved"))
            qFatal("an intent or a setting was not accepted");
        m_fixture.reopen(); // the log is emptied into the file
        accept(kInLog);
        fs::copy(dataDir(), kept(), fs::copy_options::recursive);
        m_fixture.store.reset();
        const auto path = kept() / "queue.db";
        overwrite(path, pageOfRows(path), std::string(kPage, '\x55'));
        overwrite(path, kApplicationId, "none"); // another program's file: quarantine
    }
    void layDamagedFile()
    {
        m_fixture.store.reset();
        fs::remove_all(dataDir());
        fs::copy(kept(), dataDir(), fs::copy_options::recursive);
    }
    /// Runs the whole start in a child process and kills it before its `change`-th change to the disk.
    std::optional<ChildEnd> startAndDie(int change)
    {
        return testing::killedBeforeChange(change, [this] {
            (void)m_fixture.reopen().health();
            m_fixture.store.reset();
        });
    }
    bool isWholeAfterNextStart()
    {
        const auto found = holdingsOf(m_fixture.reopen());
        m_fixture.store.reset();
        return found.items == m_whole.items && found.openIntents == m_whole.openIntents &&
               found.setting == m_whole.setting && found.accepting && !isSalvagePending(dataDir());
    }

private Q_SLOTS:
    void initTestCase()
    {
        makeDamagedFile();
        layDamagedFile();
        m_whole = holdingsOf(m_fixture.reopen());
        QCOMPARE(m_whole.salvages, 1);
        QCOMPARE(m_whole.openIntents.size(), std::size_t(1));
        QVERIFY(m_whole.items.size() > kItems / 2 && m_whole.items.size() < kItems);
    }

    void continuesASalvageThatWasKilledAtAnyMoment()
    {
        for (int change = 1;; ++change)
        {
            QVERIFY(change < kMostChanges);
            layDamagedFile();
            const auto end = startAndDie(change);
            if (!end)
                QSKIP("this system does not let a process trace its child");
            QVERIFY2(isWholeAfterNextStart(), qPrintable(QStringLiteral("killed before change %1").arg(change)));
            if (*end == ChildEnd::Finished)
            {
                qInfo("%d moments", change - 1);
                QVERIFY(change > 10);
                return;
            }
        }
    }

    // The second start is killed too, at a moment of its own.
    void continuesASalvageThatWasKilledAgainAndAgain()
    {
        for (int change = 1; change < kMostChanges; change += 9)
        {
            layDamagedFile();
            const auto first = startAndDie(change);
            if (!first)
                QSKIP("this system does not let a process trace its child");
            for (const int again : {change / 2 + 1, change + 4, 3})
                if (!startAndDie(again))
                    QSKIP("this system, or a sanitizer, does not let a process trace its child");
            QVERIFY2(isWholeAfterNextStart(), qPrintable(QStringLiteral("killed before change %1").arg(change)));
            if (*first == ChildEnd::Finished)
                return;
        }
    }

    void continuesASalvageThatAPowerCutEnded()
    {
        PowerCutVfs vfs("salvage-power-cut");
        m_fixture.options.vfs = vfs.name();
        for (std::uint64_t writes = 0; writes < kMostChanges; ++writes)
        {
            layDamagedFile();
            vfs.cutAfter(writes);
            (void)m_fixture.reopen().health();
            m_fixture.store.reset();
            const bool isCut = vfs.isOff();
            vfs.restore(writes % 2 == 0 ? PowerCutVfs::Loss::All : PowerCutVfs::Loss::RandomSectors, writes);
            QVERIFY2(isWholeAfterNextStart(), qPrintable(QStringLiteral("cut after write %1").arg(writes)));
            if (!isCut)
                return;
        }
        QFAIL("the salvage never came to its end");
    }
};

BANSHI_TEST(SalvageTest)
#include "salvage_test.moc"

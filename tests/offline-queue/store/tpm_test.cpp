// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/tpm.h"

#include "banshi/testing/queue/software_tpm.h"
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/suite.h"
#include "tpm_sealer.h"

#include <QTest>
#include <algorithm>
#include <fstream>

using namespace banshi;
using queue::store::StoreCode;
using queue::store::TpmSealer;
using testing::queue::SoftwareTpm;
using testing::queue::StoreFixture;

namespace
{

constexpr auto kPatience = std::chrono::seconds(60); // many times what a loaded test machine needs
constexpr const char* kUnreadable = "{\"unreadable\":true}";

/// A machine with one item and one intent, opened once.
struct Machine : StoreFixture
{
    queue::store::NewIntent intent{base::newUuid(clock), "pay", "s-1", "{\"order\":\"o-1\"}"};
    queue::store::NewItem waiting = item("{\"some\":\"body\"}");

    explicit Machine(const std::string& tcti)
    {
        options.tpmPatience = kPatience;
        begin(tcti);
        if (!store->outbox().enqueue(waiting) || !store->journal().open(intent))
            qFatal("the first day of the machine does not begin");
    }
    queue::store::Store& begin(const std::string& tcti)
    {
        options.tpm = tcti;
        return reopen();
    }
    [[nodiscard]] std::vector<std::string> promised() const
    {
        std::vector<std::string> all;
        const auto intents = store->journal().openIntents().value();
        for (const auto& open : intents)
            all.push_back(open.intent.data);
        return all;
    }
    [[nodiscard]] bool sends(const queue::store::NewItem& item) const
    {
        const auto items = batch().items;
        return std::any_of(items.begin(), items.end(), [&](const auto& one) { return one.key == item.key; });
    }
    /// How often the audit table tells it.
    [[nodiscard]] auto told(const std::string& what) const
    {
        const auto acts = store->settings().newestAudit(100).value();
        return std::count_if(acts.begin(), acts.end(), [&](const auto& act) { return act.what == what; });
    }
    [[nodiscard]] bool has(const char* file) const { return std::filesystem::exists(options.dataDir / file); }
    [[nodiscard]] std::string keyInFile() const
    {
        std::ifstream file(options.dataDir / "machine.key", std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
};

/// Nothing that waited is lost, what recovery needs is, and that is told; then all goes on.
void losesOnlyWhatRecoveryNeeds(Machine& machine, const std::string& tcti, const char* why)
{
    machine.begin(tcti);
    QVERIFY(machine.store->health().accepting);
    QVERIFY(machine.sends(machine.waiting));
    QCOMPARE(machine.promised(), std::vector<std::string>{kUnreadable});
    QCOMPARE(machine.told(why), 1);
    QCOMPARE(machine.told("queue.store.machineKeyReplaced"), 1);
    QVERIFY(machine.store->outbox().enqueue(machine.waiting)->duplicate);
    const auto next = machine.item("{\"next\":1}");
    QVERIFY(machine.store->outbox().enqueue(next));
    QVERIFY(machine.store->journal().close({machine.intent.id, "failed", "{}"}));
    machine.reopen();
    QVERIFY(machine.sends(next));
}

} // namespace

class TpmTest : public QObject
{
    Q_OBJECT

    SoftwareTpm m_tpm; // one chip for all that do not hurt it

private Q_SLOTS:
    void initTestCase()
    {
        if (!m_tpm.start())
            QSKIP(qPrintable(QStringLiteral("no TPM to test with: ") + m_tpm.problem()));
    }

    void opensWhatItSealedAfterRestartsOfMachineAndTpm()
    {
        Machine machine(m_tpm.tcti());
        QVERIFY(machine.store->health().isKeySealed);
        QVERIFY(machine.has("machine.key.tpm"));
        QVERIFY(!machine.has("machine.key"));
        m_tpm.stop();
        QVERIFY2(m_tpm.start(), qPrintable(m_tpm.problem()));
        machine.begin(m_tpm.tcti());
        QCOMPARE(machine.promised(), std::vector{machine.intent.data});
        QVERIFY(machine.sends(machine.waiting));
        QCOMPARE(machine.told("queue.store.machineKeyReplaced"), 0);
        QVERIFY(machine.store->health().isKeySealed);
        QVERIFY(m_tpm.isEmpty());
    }

    void movesThePlainKeyOfAnEarlierProgramUnderTheTpm()
    {
        Machine machine("");
        QVERIFY(!machine.store->health().isKeySealed);
        const std::string key = machine.keyInFile();
        QCOMPARE(key.size(), std::size_t{32});
        machine.begin(m_tpm.tcti());
        QCOMPARE(machine.promised(), std::vector{machine.intent.data});
        QCOMPARE(machine.told("queue.store.machineKeyReplaced"), 0);
        machine.store.reset();
        for (const auto& file : std::filesystem::recursive_directory_iterator(machine.options.dataDir))
        {
            if (!file.is_regular_file())
                continue;
            std::ifstream stream(file.path(), std::ios::binary);
            const std::string content{std::istreambuf_iterator<char>(stream), {}};
            QVERIFY2(content.find(key) == std::string::npos, file.path().c_str());
        }
        QVERIFY(!machine.has("machine.key"));
    }

    void tellsNothingToAnotherTpm()
    {
        SoftwareTpm other;
        QVERIFY2(other.start(), qPrintable(other.problem()));
        Machine machine(m_tpm.tcti());
        losesOnlyWhatRecoveryNeeds(machine, other.tcti(), "queue.store.keyForeign");
        QVERIFY(machine.store->health().isKeySealed);
        QVERIFY(other.isEmpty());
        QVERIFY(!std::filesystem::is_empty(machine.options.dataDir / "quarantine"));
    }

    void goesOnAfterTheTpmWasCleared()
    {
        SoftwareTpm tpm;
        QVERIFY2(tpm.start(), qPrintable(tpm.problem()));
        Machine machine(tpm.tcti());
        machine.store.reset();
        QVERIFY(tpm.clear());
        losesOnlyWhatRecoveryNeeds(machine, tpm.tcti(), "queue.store.keyForeign");
        QVERIFY(machine.store->health().isKeySealed);
    }

    void goesOnWhileTheTpmIsAwayAndReadsAllWhenItIsBack()
    {
        SoftwareTpm tpm;
        QVERIFY2(tpm.start(), qPrintable(tpm.problem()));
        Machine machine(tpm.tcti());
        tpm.stop();
        const std::string gone = tpm.tcti();
        losesOnlyWhatRecoveryNeeds(machine, gone, "queue.store.tpmAway");
        const queue::store::NewIntent meanwhile{base::newUuid(machine.clock), "pay", "s-2", "{\"order\":\"o-2\"}"};
        QVERIFY(machine.store->journal().open(meanwhile));
        QCOMPARE(machine.told("queue.store.tpmAway"), 2); // once a start
        QVERIFY(!machine.store->health().isKeySealed);
        QVERIFY2(tpm.start(), qPrintable(tpm.problem()));
        machine.begin(tpm.tcti());
        QCOMPARE(machine.store->journal().recent(5)->back().intent.data, machine.intent.data);
        QCOMPARE(machine.promised(), std::vector{meanwhile.data});
        QCOMPARE(machine.told("queue.store.machineKeyReplaced"), 1);
        QVERIFY(machine.store->health().isKeySealed);
        QVERIFY(!machine.has("machine.key"));
    }

    void doesNotWaitForATpmThatIsSilent()
    {
        SoftwareTpm tpm;
        QVERIFY2(tpm.start(), qPrintable(tpm.problem()));
        tpm.freeze();
        StoreFixture fixture;
        fixture.options.tpm = tpm.tcti();
        fixture.options.tpmPatience = std::chrono::milliseconds(50);
        QVERIFY(fixture.reopen().outbox().enqueue(fixture.item("{}")));
        QCOMPARE(fixture.store->settings().newestAudit(9)->back().what, std::string("queue.store.tpmAway"));
    }

    void saysWhyItDoesNotOpen()
    {
        const std::vector<std::uint8_t> secret(128, 7);
        TpmSealer here(m_tpm.tcti(), kPatience);
        const auto sealed = here.seal(secret).value();
        QVERIFY(std::ranges::equal(here.unseal(sealed)->view(), secret));
        QCOMPARE(here.seal(std::vector<std::uint8_t>(129)).error().code, StoreCode::Invalid);
        QCOMPARE(here.unseal(std::vector<std::uint8_t>(60, 1)).error().code, StoreCode::KeyUnusable);
        QCOMPARE(here.unseal({}).error().code, StoreCode::KeyUnusable);
        auto changed = sealed;
        changed.back() ^= 1;
        QCOMPARE(here.unseal(changed).error().code, StoreCode::KeyForeign);
        TpmSealer nowhere("device:/dev/null/tpm", kPatience);
        QCOMPARE(nowhere.seal(secret).error().code, StoreCode::TpmAway);
        TpmSealer nonsense("no-such-way:", kPatience);
        QCOMPARE(nonsense.unseal(sealed).error().code, StoreCode::TpmAway);
        QVERIFY(m_tpm.isEmpty());
    }
};

BANSHI_TEST(TpmTest)
#include "tpm_test.moc"

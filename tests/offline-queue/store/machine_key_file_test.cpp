// SPDX-License-Identifier: GPL-3.0-or-later
#include "machine_key_file.h"

#include "banshi/testing/queue/software_tpm.h"
#include "banshi/testing/suite.h"
#include "chain.h"
#include "key_folder_fake.h"
#include "key_sealer_fake.h"
#include "sealed_key.h"
#include "tpm_sealer.h"

#include <QTest>

using namespace banshi;
using queue::store::KeyRing;
using queue::store::MachineKeyFile;
using queue::store::StoreCode;
using Disk = FakeKeyFolder::Disk;

namespace
{

const std::string kPlain = "machine.key";
const std::string kSealed = "machine.key.tpm";

/// What one start of the machine finds.
struct Found
{
    std::vector<std::string> ids; ///< of the ring, the present one first; empty after an error
    std::vector<StoreCode> troubles;
    bool isSealed = false;
};

Found startWith(Disk& disk, std::unique_ptr<queue::store::KeySealer> sealer)
{
    MachineKeyFile file(std::make_unique<FakeKeyFolder>(disk), std::move(sealer));
    Found found;
    if (const auto ring = file.get())
        for (const auto& key : (*ring)->all())
            found.ids.push_back(key.id());
    for (const auto& trouble : file.troubles())
        found.troubles.push_back(trouble.code);
    found.isSealed = file.isSealed();
    return found;
}

Found start(Disk& disk)
{
    return startWith(disk, nullptr);
}

Found start(Disk& disk, const FakeChip& chip)
{
    return startWith(disk, std::make_unique<FakeKeySealer>(chip));
}

using Start = std::function<Found(Disk&)>;

Disk copyOf(const Disk& disk)
{
    Disk copy;
    for (const auto& [name, file] : disk.now)
        copy.files.push_back(copy.now[name] = std::make_shared<FakeKeyFolder::Content>(*file));
    copy.durable = copy.now;
    return copy;
}

bool contains(const std::vector<std::string>& all, const std::string& one)
{
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// Cuts a start of `before` after each of its steps; every later start must know the keys `wanted`, and the first whole
/// one ends with all keys sealed and none of them in plain. Returns how many cuts there were.
int cutEverywhere(const Disk& before, const Start& begin, const std::vector<std::string>& wanted)
{
    Disk whole = copyOf(before);
    (void)begin(whole);
    for (int cut = 0; cut < whole.steps * 4; ++cut)
    {
        Disk disk = copyOf(before);
        disk.stepsLeft = cut / 4 + 1;
        disk.isHalf = cut % 2 != 0;
        (void)begin(disk);
        disk.restore(cut / 2 % 2 != 0);
        const Found found = begin(disk);
        for (const auto& id : wanted)
            if (!contains(found.ids, id))
                return -1 - cut;
        const bool hasPlain = disk.now.contains(kPlain) || disk.now.contains(kPlain + ".wipe");
        if (!found.isSealed || hasPlain || !found.troubles.empty() || begin(disk).ids != found.ids)
            return -1 - cut;
    }
    return whole.steps;
}

} // namespace

class MachineKeyFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsItsKeyInAPlainFileWithoutATpm()
    {
        Disk disk;
        const Found first = start(disk);
        QCOMPARE(first.ids.size(), std::size_t{1});
        QCOMPARE(disk.durable.at(kPlain)->size(), std::size_t{32});
        QVERIFY(!first.isSealed);
        QVERIFY(start(disk).ids == first.ids);
    }

    void neverWritesANewKeyInPlainWhenATpmSealsIt()
    {
        Disk disk;
        const Found first = start(disk, FakeChip());
        QVERIFY(first.isSealed);
        QVERIFY(start(disk, FakeChip()).ids == first.ids);
        QVERIFY(!disk.now.contains(kPlain));
        const auto sealed = queue::store::decodeSealedKey(*disk.durable.at(kSealed)).value();
        const FakeChip chip;
        const auto key = FakeKeySealer(chip).unseal(sealed).value();
        QVERIFY(!disk.holds({key.view().begin(), key.view().end()}));
    }

    void movesAPlainKeyUnderTheTpmAndWipesIt()
    {
        Disk disk;
        const Found before = start(disk);
        const auto key = *disk.now.at(kPlain);
        QVERIFY(disk.holds(key));
        const Found after = start(disk, FakeChip());
        QVERIFY(after.ids == before.ids);
        QVERIFY(after.isSealed);
        QVERIFY(after.troubles.empty());
        QVERIFY(!disk.durable.contains(kPlain));
        QVERIFY(!disk.holds(key)); // no file that ever was, named or not, has it
    }

    void keepsAKeyReadableWhereverTheMoveIsCut()
    {
        Disk plain;
        const Found before = start(plain);
        const int steps = cutEverywhere(
            plain, [](Disk& disk) { return start(disk, FakeChip()); }, before.ids);
        QVERIFY2(steps >= 6, qPrintable(QString::number(steps)));
    }

    void keepsAKeyReadableWhereverTheMoveIsCutOnARealTpm()
    {
        testing::queue::SoftwareTpm tpm;
        if (!tpm.start())
            QSKIP(qPrintable(tpm.problem()));
        Disk plain;
        const Found before = start(plain);
        const auto begin = [&tpm](Disk& disk) {
            return startWith(disk, std::make_unique<queue::store::TpmSealer>(tpm.tcti(), std::chrono::seconds(60)));
        };
        const int steps = cutEverywhere(plain, begin, before.ids);
        QVERIFY2(steps >= 6, qPrintable(QString::number(steps)));
        QVERIFY(tpm.isEmpty());
    }

    void goesOnWithAnotherKeyWhileTheTpmIsAwayAndHasBothAfterwards()
    {
        Disk disk;
        FakeChip chip;
        const Found before = start(disk, chip);
        chip.isAway = true;
        const Found away = start(disk, chip);
        QCOMPARE(away.ids.size(), std::size_t{1});
        QVERIFY(away.ids != before.ids);
        QVERIFY(away.troubles == std::vector{StoreCode::TpmAway});
        QVERIFY(!away.isSealed);
        QVERIFY(start(disk, chip).ids == away.ids);
        QVERIFY(start(disk).ids == away.ids); // no TPM named: the same
        chip.isAway = false;
        const auto both = std::vector{away.ids.front(), before.ids.front()};
        const int steps = cutEverywhere(
            disk, [&chip](Disk& cut) { return start(cut, chip); }, both);
        QVERIFY2(steps >= 6, qPrintable(QString::number(steps)));
        const Found after = start(disk, chip);
        QVERIFY(after.ids == both);
        QVERIFY(after.isSealed);
    }

    void setsAKeyOfAnotherTpmAsideAndSealsAnother()
    {
        Disk disk;
        FakeChip chip;
        const Found before = start(disk, chip);
        ++chip.self;
        const Found after = start(disk, chip);
        QVERIFY(after.ids != before.ids);
        QVERIFY(after.troubles == std::vector{StoreCode::KeyForeign});
        QVERIFY(after.isSealed);
        QVERIFY(disk.durable.contains("quarantine/" + kSealed));
        QVERIFY(start(disk, chip).troubles.empty());
    }

    void setsASealedKeyAsideInWhichAnyBitHasFlipped()
    {
        const FakeChip chip;
        Disk sound;
        const Found before = start(sound, chip);
        const std::size_t bits = sound.now.at(kSealed)->size() * 8;
        for (std::size_t bit = 0; bit < bits; ++bit)
        {
            Disk disk = copyOf(sound);
            (*disk.now.at(kSealed))[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            const Found found = start(disk, chip);
            QVERIFY(found.troubles == std::vector{StoreCode::KeyUnusable});
            QVERIFY(found.isSealed && found.ids.size() == 1 && found.ids != before.ids);
        }
        for (const std::size_t size : {std::size_t{0}, std::size_t{40}, bits / 8 - 1})
        {
            Disk disk = copyOf(sound);
            disk.now.at(kSealed)->resize(size);
            QVERIFY(start(disk, chip).troubles == std::vector{StoreCode::KeyUnusable});
        }
    }

    void leavesASealedKeyOfANewerProgramAlone()
    {
        Disk disk;
        auto content = queue::store::encodeSealedKey(std::vector<std::uint8_t>(9));
        const std::string mark = "banshi-machine-key tpm2 1\n";
        QVERIFY(std::equal(mark.begin(), mark.end(), content.begin()));
        content[mark.size() - 2] = '2';
        content.resize(content.size() - 32);
        const auto sum = queue::store::sha256(content);
        content.insert(content.end(), sum.begin(), sum.end());
        disk.files.push_back(disk.now[kSealed] = std::make_shared<FakeKeyFolder::Content>(content));
        const Found found = start(disk, FakeChip());
        QVERIFY(found.troubles == std::vector{StoreCode::NewerFormat});
        QCOMPARE(found.ids.size(), std::size_t{1});
        QVERIFY(!found.isSealed);
        QVERIFY(*disk.now.at(kSealed) == content);
    }

    void setsAPlainKeyOfAnotherLengthAside()
    {
        Disk disk;
        disk.files.push_back(disk.now[kPlain] = std::make_shared<FakeKeyFolder::Content>(31));
        QVERIFY(start(disk).troubles == std::vector{StoreCode::KeyUnusable});
        QCOMPARE(disk.durable.at(kPlain)->size(), std::size_t{32});
        QCOMPARE(disk.durable.at("quarantine/" + kPlain)->size(), std::size_t{31});
    }

    void givesThePlainKeyUpOnlyForASealedOneThatOpens()
    {
        for (const bool isAway : {false, true})
        {
            Disk disk;
            FakeChip chip;
            const Found before = start(disk);
            (isAway ? chip.isAway : chip.forgets) = true;
            const Found found = start(disk, chip);
            QVERIFY(found.ids == before.ids);
            QVERIFY(found.troubles == std::vector{StoreCode::TpmAway});
            QVERIFY(disk.now.contains(kPlain) && !disk.now.contains(kSealed));
        }
    }

    void keepsTheFourNewestKeys()
    {
        Disk disk;
        FakeChip chip;
        std::vector<std::string> ids = start(disk, chip).ids;
        for (int round = 0; round < 5; ++round)
        {
            chip.isAway = true;
            ids.insert(ids.begin(), start(disk, chip).ids.front());
            chip.isAway = false;
            (void)start(disk, chip);
        }
        ids.resize(KeyRing::kMostKeys);
        QVERIFY(start(disk, chip).ids == ids);
    }
};

BANSHI_TEST(MachineKeyFileTest)
#include "machine_key_file_test.moc"

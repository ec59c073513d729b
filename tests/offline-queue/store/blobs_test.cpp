// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <fstream>

using namespace banshi;
using namespace std::chrono_literals;
using queue::store::Settlement;
using queue::store::StoreCode;
using testing::queue::sha256Hex;
using testing::queue::StoreFixture;

namespace
{

const std::string kPicture = "\xff\xd8\xff\xe0 a picture";

std::span<const std::uint8_t> bytesOf(const std::string& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace

class BlobsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsAPictureSealedUntilItsItemHasArrived()
    {
        StoreFixture fixture;
        auto& store = fixture.reopen();
        const std::string hash = sha256Hex(kPicture);
        QVERIFY(!store.blobs().put(hash, bytesOf(kPicture)).value());
        QVERIFY(store.blobs().put(hash, bytesOf(kPicture)).value());
        auto item = fixture.item("{}");
        item.blobs = {hash};
        QVERIFY(store.outbox().enqueue(item));
        fixture.reopen();
        const auto batch = fixture.batch();
        QCOMPARE(batch.blobs, std::vector<std::string>{hash});
        QCOMPARE(fixture.keys.open(fixture.store->blobs().read(hash)->sealed).value(), kPicture);
        QVERIFY(fixture.store->blobs().markSent(hash));
        QVERIFY(fixture.batch().blobs.empty());
        QVERIFY(fixture.store->blobs().forgetSent(batch.items[0].id));
        QCOMPARE(fixture.batch().blobs, std::vector<std::string>{hash});
        QVERIFY(fixture.store->outbox().settle(std::vector<Settlement>{{batch.items[0].id, false, "R", ""}}));
        QVERIFY(std::filesystem::is_empty(fixture.options.dataDir / "blobs"));
        QCOMPARE(fixture.store->blobs().read(hash).error().code, StoreCode::BlobMissing);
    }

    void refusesWrongHashesAndSizes()
    {
        StoreFixture fixture;
        auto& blobs = fixture.reopen().blobs();
        QCOMPARE(blobs.put(std::string(64, '0'), bytesOf(kPicture)).error().code, StoreCode::BlobWrongHash);
        QCOMPARE(blobs.put(sha256Hex(""), {}).error().code, StoreCode::Invalid);
        const std::string huge(queue::store::Blobs::kMostBytes + 1, 'x');
        QCOMPARE(blobs.put(sha256Hex(huge), bytesOf(huge)).error().code, StoreCode::Invalid);
    }

    void refusesAnItemWhosePictureWasNeverStored()
    {
        StoreFixture fixture;
        auto item = fixture.item("{}");
        item.blobs = {sha256Hex(kPicture)};
        QCOMPARE(fixture.reopen().outbox().enqueue(item).error().code, StoreCode::BlobMissing);
    }

    void erasesPicturesThatNobodyRefersToAfterAnHour()
    {
        StoreFixture fixture;
        auto& store = fixture.reopen();
        const std::string claimed = "\xff\xd8 claimed";
        QVERIFY(store.blobs().put(sha256Hex(kPicture), bytesOf(kPicture)));
        QVERIFY(store.blobs().put(sha256Hex(claimed), bytesOf(claimed)));
        auto item = fixture.item("{}");
        item.blobs = {sha256Hex(claimed)};
        QVERIFY(store.outbox().enqueue(item));
        fixture.clock.advance(59min);
        QVERIFY(store.blobs().sweep());
        QVERIFY(store.blobs().read(sha256Hex(kPicture)));
        fixture.clock.advance(2min);
        QVERIFY(store.blobs().sweep());
        QVERIFY(!store.blobs().read(sha256Hex(kPicture)));
        QVERIFY(store.blobs().read(sha256Hex(claimed)));
        QVERIFY(!store.blobs().put(sha256Hex(kPicture), bytesOf(kPicture)).value());
        QVERIFY(store.blobs().read(sha256Hex(kPicture)));
    }

    void findsAChangedPictureAndParksWhatNeedsIt()
    {
        StoreFixture fixture;
        auto& store = fixture.reopen();
        const std::string hash = sha256Hex(kPicture);
        QVERIFY(store.blobs().put(hash, bytesOf(kPicture)));
        auto item = fixture.item("{}");
        item.blobs = {hash};
        QVERIFY(store.outbox().enqueue(item));
        {
            std::fstream file(fixture.options.dataDir / "blobs" / (hash + ".sealed"),
                              std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(10);
            file.put('!');
        }
        QCOMPARE(store.blobs().read(hash).error().code, StoreCode::Damaged);
        QVERIFY(store.blobs().parkItemsNeeding(hash, "queue.store.damaged"));
        QCOMPARE(store.outbox().counts()->parked, 1);
    }

    void removesFilesWithoutARowAtTheStart()
    {
        StoreFixture fixture;
        fixture.reopen();
        QVERIFY(fixture.store->health().accepting);
        fixture.store.reset();
        const auto orphan = fixture.options.dataDir / "blobs" / (sha256Hex("left by a crash") + ".sealed");
        std::ofstream(orphan) << "left by a crash";
        fixture.reopen();
        QVERIFY(fixture.store->health().accepting);
        QVERIFY(!std::filesystem::exists(orphan));
    }
};

BANSHI_TEST(BlobsTest)
#include "blobs_test.moc"

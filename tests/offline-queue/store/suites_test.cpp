// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/platform_keys.h"
#include "banshi/testing/queue/shangmi_keys.h"
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <set>
#include <thread>

using namespace banshi;
using queue::store::PlatformKey;
using queue::store::Store;
using queue::store::StoreCode;
using testing::queue::PlatformKeys;
using testing::queue::ShangMiKeys;
using testing::queue::StoreFixture;

class SuitesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sealsBodiesAndPicturesWithSm2()
    {
        StoreFixture fixture;
        const ShangMiKeys keys;
        Store store(fixture.options, *PlatformKey::parse(keys.line()), fixture.clock);
        const std::string picture = "\xff\xd8\xff\xe0 a picture";
        const std::string hash = testing::queue::sha256Hex(picture);
        QVERIFY(store.blobs().put(hash, {reinterpret_cast<const std::uint8_t*>(picture.data()), picture.size()}));
        for (const std::size_t length : {std::size_t{2}, std::size_t{16}, queue::store::NewItem::kMostBody})
        {
            const std::string body(length, 'x');
            auto item = fixture.item(body);
            item.blobs = {hash};
            QVERIFY(store.outbox().enqueue(item));
        }
        const auto batch =
            store.outbox().nextBatch(10, std::size_t{1} << 24, [](std::int64_t) { return false; }).value();
        QCOMPARE(batch.items.size(), std::size_t{3});
        for (const auto& item : batch.items)
        {
            QCOMPARE(item.suite, PlatformKey::kShangMi);
            QCOMPARE(item.keyId, std::string("sm-1"));
            QVERIFY(keys.open(item.sealed).has_value());
            auto changed = item.sealed;
            changed[changed.size() / 2] ^= 1;
            QVERIFY(!keys.open(changed).has_value());
        }
        QCOMPARE(*keys.open(batch.items[1].sealed), std::string(16, 'x'));
        QCOMPARE(*keys.open(store.blobs().read(hash)->sealed), picture);
    }

    void keepsRowsOfBothSuitesSideBySide()
    {
        StoreFixture fixture;
        const ShangMiKeys keys;
        QVERIFY(fixture.reopen().outbox().enqueue(fixture.item("{}")));
        fixture.store.reset();
        fixture.store = std::make_unique<Store>(fixture.options, *PlatformKey::parse(keys.line()), fixture.clock);
        QVERIFY(fixture.store->outbox().enqueue(fixture.item("{}")));
        const auto batch = fixture.batch();
        QCOMPARE(batch.items.at(0).suite, PlatformKey::kSodium);
        QCOMPARE(batch.items.at(1).suite, PlatformKey::kShangMi);
        QVERIFY(fixture.store->inspection().verify()->isClean());
    }

    void givesEachKeyThatWasMadeAheadToOneSealingOnly()
    {
        const PlatformKeys keys;
        const PlatformKey key = keys.publicKey();
        constexpr int kThreads = 4;
        constexpr int kEach = 40;
        std::vector<std::vector<std::string>> ofThreads(kThreads);
        {
            std::vector<std::jthread> threads;
            for (auto& sealed : ofThreads)
                threads.emplace_back([&] {
                    for (int i = 0; i < kEach; ++i)
                        key.prepare(); // more than are kept
                    for (int i = 0; i < kEach; ++i)
                    {
                        const std::array<std::uint8_t, 3> body{'a', 'b', 'c'};
                        const auto bytes = key.seal(body).value();
                        sealed.emplace_back(bytes.begin(), bytes.end());
                    }
                });
        }
        constexpr std::size_t kPublicKey = 32;
        std::set<std::string> ephemeral;
        for (const auto& sealed : ofThreads)
            for (const auto& bytes : sealed)
            {
                ephemeral.insert(bytes.substr(0, kPublicKey));
                QCOMPARE(*keys.open({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}),
                         std::string("abc"));
            }
        QCOMPARE(ephemeral.size(), std::size_t{kThreads * kEach});
    }

    void refusesWhatIsNoKeyOfASuite()
    {
        const ShangMiKeys keys;
        std::string offCurve = keys.line();
        offCurve[offCurve.size() - 10] = offCurve[offCurve.size() - 10] == 'A' ? 'B' : 'A';
        for (const std::string& line : {offCurve, std::string("sm-1 sm2 AAAA"), std::string("sm-1 sm2"),
                                        std::string("key-1 AAAA"), std::string("key-1")})
            QCOMPARE(PlatformKey::parse(line).error().code, StoreCode::KeyUnusable);
    }
};

BANSHI_TEST(SuitesTest)
#include "suites_test.moc"

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

    void keepsRowsOfTwoSuitesSideBySide()
    {
        StoreFixture fixture;
        const ShangMiKeys keys;
        QVERIFY(fixture.reopen().outbox().enqueue(fixture.item("{}")));
        fixture.store.reset();
        fixture.store = std::make_unique<Store>(fixture.options, *PlatformKey::parse(keys.line()), fixture.clock);
        QVERIFY(fixture.store->outbox().enqueue(fixture.item("{}")));
        const auto batch = fixture.batch();
        QCOMPARE(batch.items.at(0).suite, PlatformKey::kDataKey);
        QCOMPARE(batch.items.at(1).suite, PlatformKey::kShangMi);
        QVERIFY(fixture.store->inspection().verify()->isClean());
    }

    void sharesAKeyUntilOneOfItsBodiesIsAccepted()
    {
        const PlatformKeys keys;
        const PlatformKey key = keys.publicKey();
        const Bytes first = body(key, "one");
        const Bytes second = body(key, "two");
        QCOMPARE(wrappedKey(second), wrappedKey(first));
        QVERIFY(nonce(second) != nonce(first));
        key.forgetKeyOf(first);
        const Bytes third = body(key, "three");
        QVERIFY(wrappedKey(third) != wrappedKey(first));
        key.forgetKeyOf(second); // of the old one: the new one serves on
        QCOMPARE(wrappedKey(body(key, "four")), wrappedKey(third));
        for (const auto& [sealed, plain] : {std::pair(first, "one"), {second, "two"}, {third, "three"}})
            QCOMPARE(*keys.openBody(item(sealed)), std::string(plain));
    }

    void sealsWithAnotherKeyAfterEachAnsweredAcceptance()
    {
        StoreFixture fixture;
        QVERIFY(fixture.reopen().outbox().enqueue(fixture.item("{}")));
        QVERIFY(fixture.store->outbox().enqueue(fixture.item("{}")));
        const auto batch = fixture.batch();
        QVERIFY(wrappedKey(batch.items.at(0).sealed) != wrappedKey(batch.items.at(1).sealed));
    }

    void detectsAnyChangedByteOfASealedBody()
    {
        const PlatformKeys keys;
        const Bytes sealed = body(keys.publicKey(), "a body");
        QCOMPARE(*keys.openBody(item(sealed)), std::string("a body"));
        for (std::size_t i = 0; i < sealed.size(); ++i)
        {
            Bytes changed = sealed;
            changed[i] ^= 1;
            QVERIFY2(!keys.openBody(item(changed)), std::to_string(i).c_str());
        }
    }

    void opensABodyForItsOwnOperationAndKeyOnly()
    {
        const PlatformKeys keys;
        auto moved = item(body(keys.publicKey(), "a refund"));
        QVERIFY(keys.openBody(moved));
        moved.operation = "refunds";
        QVERIFY(!keys.openBody(moved));
        moved.operation = kOperation;
        moved.key.back() = '8';
        QVERIFY(!keys.openBody(moved));
    }

    void takesAnotherKeyAfterAThousandAndTwentyFourBodies()
    {
        const PlatformKeys keys;
        const PlatformKey key = keys.publicKey();
        constexpr std::size_t kMostUses = 1024; // FORMAT.md, "Suites"
        std::set<std::string> nonces;
        const Bytes first = body(key, "abc");
        nonces.insert(nonce(first));
        for (std::size_t i = 1; i < kMostUses; ++i)
        {
            const Bytes next = body(key, "abc");
            QCOMPARE(wrappedKey(next), wrappedKey(first));
            nonces.insert(nonce(next));
        }
        QCOMPARE(nonces.size(), kMostUses);
        QVERIFY(wrappedKey(body(key, "abc")) != wrappedKey(first));
    }

    void neverUsesANonceTwiceUnderOneKey()
    {
        const PlatformKeys keys;
        const PlatformKey key = keys.publicKey();
        constexpr std::size_t kThreads = 4;
        constexpr std::size_t kEach = 600; // together more than one key serves
        std::vector<std::vector<Bytes>> ofThreads(kThreads);
        {
            std::vector<std::jthread> threads;
            for (auto& sealed : ofThreads)
                threads.emplace_back([&] {
                    for (std::size_t i = 0; i < kEach; ++i)
                    {
                        key.prepare(); // more than are kept
                        sealed.push_back(body(key, "abc"));
                        if (i % 50 == 0)
                            key.forgetKeyOf(sealed.back());
                    }
                });
        }
        std::set<std::string> heads;
        std::set<std::string> wrapped;
        for (const auto& sealed : ofThreads)
            for (const auto& bytes : sealed)
            {
                heads.insert(wrappedKey(bytes) + nonce(bytes));
                wrapped.insert(wrappedKey(bytes));
                QCOMPARE(*keys.openBody(item(bytes)), std::string("abc"));
            }
        QCOMPARE(heads.size(), kThreads * kEach);
        QVERIFY(wrapped.size() > 1 && wrapped.size() < kThreads * kEach / 10);
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

private:
    using Bytes = queue::store::Bytes;
    static constexpr const char* kOperation = "reports";
    static constexpr const char* kItemKey = "01890a5d-ac96-774b-bcce-b302099a8057";

    static Bytes body(const PlatformKey& key, std::string_view plain)
    {
        return key.sealBody({reinterpret_cast<const std::uint8_t*>(plain.data()), plain.size()}, kOperation, kItemKey)
            .value()
            .bytes;
    }
    static queue::store::OutboundItem item(const Bytes& sealed)
    {
        queue::store::OutboundItem made;
        made.operation = kOperation;
        made.key = kItemKey;
        made.suite = PlatformKey::kDataKey;
        made.sealed = sealed;
        return made;
    }
    /// FORMAT.md, "Suites", 3.
    static std::string wrappedKey(const Bytes& sealed) { return {sealed.begin() + 2, sealed.begin() + 82}; }
    static std::string nonce(const Bytes& sealed) { return {sealed.begin() + 82, sealed.begin() + 94}; }
};

BANSHI_TEST(SuitesTest)
#include "suites_test.moc"

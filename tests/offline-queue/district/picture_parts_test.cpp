// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "private_postgres.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QTest>
#include <atomic>
#include <thread>

using namespace banshi::queue::district;
using State = HeldPicture::State;
using Word = PartTaken::Word;

namespace
{

const std::string kPicture(64, 'a'); // hash of the picture

/// A sealed picture, and parts of it.
struct Sealing
{
    explicit Sealing(char filler) : bytes(1000, static_cast<std::uint8_t>(filler))
    {
        const auto view =
            QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        hash = QCryptographicHash::hash(view, QCryptographicHash::Sha256).toHex().toStdString();
    }
    [[nodiscard]] PicturePart part(std::int64_t from, std::int64_t to) const
    {
        return {kPicture,
                "key-1",
                hash,
                from,
                static_cast<std::int64_t>(bytes.size()),
                std::span(bytes).subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from))};
    }
    std::vector<std::uint8_t> bytes;
    std::string hash;
};

} // namespace

class PicturePartsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PrivatePostgres> m_server;
    std::string m_url;
    std::unique_ptr<Database> m_database;

    [[nodiscard]] PartTaken keep(const PicturePart& part, const std::string& device = "D-1") const
    {
        return m_database->intake().keepPart(device, part).value_or(PartTaken{});
    }
    [[nodiscard]] HeldPicture held(const std::string& device = "D-1") const
    {
        return m_database->intake().heldPicture(device, kPicture).value_or(HeldPicture{State::Partial, -1, {}});
    }
    [[nodiscard]] std::vector<std::string> parts() const
    {
        return PrivatePostgres::ask(m_url, "SELECT count(*) FROM district.picture_part");
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!PrivatePostgres::isInstalled())
            QSKIP("the package postgresql-15 is missing");
        m_server = std::make_unique<PrivatePostgres>();
        QVERIFY(m_server->isRunning());
    }
    void init()
    {
        m_url = m_server->freshDatabase();
        m_database = std::make_unique<Database>(PrivatePostgres::options(m_url, "one"));
        QVERIFY(m_database->prepare().has_value());
    }

    void joinsThePartsToTheSealedBytesAsTheyCame()
    {
        const Sealing sealing('s');
        QCOMPARE(held().state, State::Absent);
        QCOMPARE(keep(sealing.part(0, 400)).held.offset, 400);
        QCOMPARE(held().state, State::Partial);
        QCOMPARE(held().offset, 400);
        QCOMPARE(held().sealedHash, sealing.hash);
        QCOMPARE(held("D-2").state, State::Absent);
        QCOMPARE(m_database->outgoing().claim(1)->size(), std::size_t{0}); // half a picture is no work
        QCOMPARE(keep(sealing.part(400, 900)).held.offset, 900);
        QCOMPARE(keep(sealing.part(900, 1000)).held.state, State::Complete);
        QCOMPARE(held().state, State::Complete);
        QCOMPARE(m_database->outgoing().claim(1)->size(), std::size_t{1});
        const auto picture = m_database->outgoing().nextPicture("D-1");
        QVERIFY(picture.has_value());
        QVERIFY(picture->at(kPicture).sealed == sealing.bytes);
        QCOMPARE(picture->at(kPicture).keyId, std::string("key-1"));
        QVERIFY(parts() == std::vector<std::string>{"0"});
        QCOMPARE(keep(sealing.part(400, 900)).held.state, State::Complete); // it comes again, and nothing changes
        QVERIFY(parts() == std::vector<std::string>{"0"});
    }

    void saysTheRightOffsetToWhoComesWithAWrongOne()
    {
        const Sealing sealing('s');
        QCOMPARE(keep(sealing.part(0, 400)).word, Word::Kept);
        for (const auto& lie : {sealing.part(399, 800), sealing.part(401, 800), sealing.part(800, 1000)})
        {
            QCOMPARE(keep(lie).word, Word::OffsetWrong);
            QCOMPARE(keep(lie).held.offset, 400);
        }
        const Sealing other('o');
        QCOMPARE(keep(other.part(400, 800)).word, Word::OffsetWrong);
        QCOMPARE(keep(other.part(400, 800)).held.offset, 0);
        QCOMPARE(held().offset, 400); // nothing was spoilt by that
    }

    void beginsAnewWithAnotherSealingAndWithPartsThatDoNotFit()
    {
        const Sealing first('s');
        const Sealing second('t');
        QCOMPARE(keep(first.part(0, 400)).word, Word::Kept);
        QCOMPARE(keep(second.part(0, 300)).held.offset, 300);
        QCOMPARE(held().sealedHash, second.hash);
        auto spoilt = first.part(300, 1000);
        spoilt.sealedHash = second.hash;
        QCOMPARE(keep(spoilt).word, Word::HashWrong);
        QCOMPARE(held().state, State::Absent);
        QVERIFY(parts() == std::vector<std::string>{"0"});
        QCOMPARE(keep(first.part(0, 1000)).held.state, State::Complete);
    }

    void keepsEachByteOnceAlthoughTwoConnectionsBringIt()
    {
        const Sealing sealing('s');
        QCOMPARE(keep(sealing.part(0, 400)).word, Word::Kept);
        std::atomic<int> kept = 0;
        {
            std::vector<std::jthread> connections;
            for (int i = 0; i < 8; ++i)
                connections.emplace_back([&] { kept += keep(sealing.part(400, 700)).word == Word::Kept ? 1 : 0; });
        }
        QCOMPARE(kept.load(), 1);
        QCOMPARE(held().offset, 700);
    }

    void dropsPartsThatNobodyWentOnWith()
    {
        const Sealing sealing('s');
        auto other = sealing.part(0, 400);
        other.sha256 = std::string(64, 'b');
        QCOMPARE(keep(other).word, Word::Kept);
        QVERIFY(PrivatePostgres::ask(m_url, "UPDATE district.picture_part SET taken_at = now() - interval '8 days'")
                    .empty());
        QCOMPARE(keep(sealing.part(0, 400)).word, Word::Kept);
        QVERIFY(parts() == std::vector<std::string>{"1"});
    }
};

BANSHI_TEST(PicturePartsTest)
#include "picture_parts_test.moc"

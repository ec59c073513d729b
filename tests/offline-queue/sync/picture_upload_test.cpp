// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/system_clock.h"
#include "banshi/queue/contract/document.h"
#include "banshi/queue/sync/queue_calls.h"
#include "banshi/testing/queue/kiosk_identity.h"
#include "banshi/testing/queue/scripted_city.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"

#include <QCryptographicHash>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace banshi;
using nlohmann::json;
using queue::sync::CallOutcome;
using testing::queue::CityAsk;
using testing::queue::CityReply;
using testing::queue::problemReply;
using testing::queue::ScriptedCity;

namespace
{

constexpr std::size_t kPart = queue::contract::kMostBlobPartBytes;

CityReply ok(const json& body)
{
    return {200, body.dump(), "application/json", {}, false};
}

/// A platform that keeps parts of one picture, and does what a test makes it do at some of them.
struct PartKeeper
{
    std::string bytes;
    std::string hash;
    bool isComplete = false;
    std::size_t taken = 0;                                      ///< bytes that were kept, with those kept twice
    std::function<std::optional<CityReply>(const CityAsk&)> on; ///< in place of the usual answer

    CityReply operator()(const CityAsk& ask)
    {
        if (on)
            if (auto said = on(ask))
                return *said;
        if (ask.method == "GET" && isComplete)
            return ok({{"state", "complete"}, {"offset", 0}});
        if (ask.method == "GET")
            return bytes.empty() ? ok({{"state", "absent"}, {"offset", 0}}) : partial();
        if (ask.method == "PUT")
        {
            taken += ask.body.size();
            bytes = ask.body;
            isComplete = true;
            return ok({{"accepted", true}, {"duplicate", false}});
        }
        const auto offset = std::stoull(ask.headers.at("upload-offset"));
        if (offset != bytes.size())
            return goOnAt(bytes.size());
        hash = ask.headers.at("x-sealed-sha256");
        taken += ask.body.size();
        bytes += ask.body;
        isComplete = bytes.size() == std::stoull(ask.headers.at("upload-length"));
        return isComplete ? ok({{"state", "complete"}, {"offset", bytes.size()}}) : partial();
    }
    [[nodiscard]] CityReply partial() const
    {
        return ok({{"state", "partial"}, {"offset", bytes.size()}, {"sealed_sha256", hash}});
    }
    static CityReply goOnAt(std::size_t offset, const char* code = "blob.offsetWrong")
    {
        auto reply = problemReply(409, code, "retry");
        auto body = json::parse(reply.body);
        body["offset"] = offset;
        reply.body = body.dump();
        return reply;
    }
};

/// The calls over real TLS to it.
struct World
{
    base::SystemClock clock;
    PartKeeper keeper;
    ScriptedCity city;
    queue::contract::Contract contract;
    queue::contract::SchemaGate gate{contract, clock};
    queue::sync::HttpsClient client;
    queue::sync::LineWatch line{client, clock};
    queue::sync::QueueCalls calls{client, line, contract, gate, clock};
    queue::store::SealedBlob picture{"key-1", {}};

    explicit World(const std::filesystem::path& tls, std::size_t size)
        : city(tls, [this](const CityAsk& ask) { return keeper(ask); }),
          client(testing::queue::kioskIdentity(tls, city.url()), "TEST-01", clock)
    {
        for (std::size_t i = 0; i < size; ++i)
            picture.sealed.push_back(static_cast<std::uint8_t>(i * 31 / 7));
    }
    [[nodiscard]] CallOutcome send() { return calls.putBlob("TEST-01", std::string(64, 'a'), picture); }
    [[nodiscard]] std::string sealed() const { return {picture.sealed.begin(), picture.sealed.end()}; }
    [[nodiscard]] std::vector<std::string> methods() const
    {
        std::vector<std::string> found;
        for (const auto& ask : city.asks("/v1/queue/blobs/"))
            found.push_back(ask.method);
        return found;
    }
};

} // namespace

class PictureUploadTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificates.make()); }

    void sendsALargePictureInPartsThatTheContractDescribes()
    {
        World world(m_tls, 2 * kPart + 100);
        QCOMPARE(world.send().kind, CallOutcome::Kind::Done);
        QVERIFY(world.methods() == (std::vector<std::string>{"GET", "PATCH", "PATCH", "PATCH"}));
        QCOMPARE(world.keeper.bytes, world.sealed());
        const auto asks = world.city.asks("/v1/queue/blobs/");
        const auto& operation = *world.contract.find("patchQueueBlob");
        for (std::size_t i = 1; i < asks.size(); ++i)
        {
            QVERIFY(asks[i].body.size() <= kPart);
            QCOMPARE(asks[i].headers.at("x-kiosk-id"), std::string("TEST-01"));
            QCOMPARE(asks[i].headers.at("content-type"), operation.requestMedia);
            for (const char* name : {"X-Key-Id", "X-Sealed-Sha256", "Upload-Offset", "Upload-Length"})
                QVERIFY2(
                    world.gate
                        .checkParameter(operation, name, asks[i].headers.at(QByteArray(name).toLower().toStdString()))
                        .empty(),
                    name);
        }
        QCOMPARE(
            QByteArray::fromStdString(asks[1].headers.at("x-sealed-sha256")),
            QCryptographicHash::hash(QByteArray::fromStdString(world.sealed()), QCryptographicHash::Sha256).toHex());
    }

    void sendsASmallPictureWholeAndAtOnce()
    {
        World world(m_tls, kPart);
        QCOMPARE(world.send().kind, CallOutcome::Kind::Done);
        QVERIFY(world.methods() == std::vector<std::string>{"PUT"});
    }

    void goesOnWhereTheConnectionWasCutAndSendsNothingTwice()
    {
        World world(m_tls, 4 * kPart);
        int parts = 0;
        world.keeper.on = [&](const CityAsk& ask) {
            const bool isCut = ask.method == "PATCH" && (++parts == 3 || parts == 4); // libcurl itself tries once more
            return isCut ? std::optional(CityReply{200, {}, {}, {}, true}) : std::nullopt;
        };
        QCOMPARE(world.send().kind, CallOutcome::Kind::Passing);
        QCOMPARE(world.keeper.bytes.size(), 2 * kPart);
        QCOMPARE(world.send().kind, CallOutcome::Kind::Done);
        QCOMPARE(world.keeper.bytes, world.sealed());
        QCOMPARE(world.keeper.taken, 4 * kPart); // each byte was taken once
    }

    void goesOnBehindAPartWhoseAnswerWasLost()
    {
        World world(m_tls, 3 * kPart);
        bool isLost = true;
        world.keeper.on = [&](const CityAsk& ask) -> std::optional<CityReply> {
            if (ask.method != "PATCH" || ask.headers.at("upload-offset") == "0" || !std::exchange(isLost, false))
                return std::nullopt;
            world.keeper.bytes += ask.body;
            world.keeper.taken += ask.body.size();
            return CityReply{200, {}, {}, {}, true};
        };
        QCOMPARE(world.send().kind, CallOutcome::Kind::Done); // libcurl sent it again, and was told where to go on
        QCOMPARE(world.keeper.bytes, world.sealed());
        QCOMPARE(world.keeper.taken, 3 * kPart);
    }

    void sendsNothingOfAPictureThatIsThere()
    {
        World world(m_tls, 3 * kPart);
        world.keeper.isComplete = true;
        QCOMPARE(world.send().kind, CallOutcome::Kind::Done);
        QVERIFY(world.methods() == std::vector<std::string>{"GET"});
    }

    void beginsAnewWhenThePartsThereAreOfAnotherSealing()
    {
        World world(m_tls, 2 * kPart);
        world.keeper.hash = std::string(64, 'f');
        world.keeper.bytes = "other";
        world.keeper.on = [&](const CityAsk& ask) -> std::optional<CityReply> {
            if (ask.method == "PATCH" && ask.headers.at("upload-offset") == "0")
                world.keeper.bytes.clear();
            return std::nullopt;
        };
        QCOMPARE(world.send().kind, CallOutcome::Kind::Done);
        QCOMPARE(world.keeper.bytes, world.sealed());
        QCOMPARE(world.keeper.taken, 2 * kPart);
    }

    void beginsAnewWhenThePartsAreFoundSpoilt()
    {
        World world(m_tls, 2 * kPart);
        bool isSpoilt = true;
        world.keeper.on = [&](const CityAsk& ask) -> std::optional<CityReply> {
            if (ask.method != "PATCH" || ask.headers.at("upload-offset") == "0" || !std::exchange(isSpoilt, false))
                return std::nullopt;
            world.keeper.bytes.clear();
            return PartKeeper::goOnAt(0, "blob.partsWrong");
        };
        QCOMPARE(world.send().kind, CallOutcome::Kind::Done);
        QVERIFY(world.methods() == (std::vector<std::string>{"GET", "PATCH", "PATCH", "PATCH", "PATCH"}));
        QCOMPARE(world.keeper.bytes, world.sealed());
    }

    void goesWholeToWhoeverLiesAboutOffsets_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<int>("lie");
        QTest::newRow("says it holds more than there is") << QStringLiteral("GET") << 1'000'000;
        QTest::newRow("holds nothing back and nothing on") << QStringLiteral("409") << 0;
        QTest::newRow("asks for what lies behind the end") << QStringLiteral("409") << 1'000'000;
        QTest::newRow("says of an offset that it is wrong, and not which is right") << QStringLiteral("503") << 0;
        QTest::newRow("keeps half of a part") << QStringLiteral("200") << static_cast<int>(kPart / 2);
        QTest::newRow("keeps more than it was given") << QStringLiteral("200") << 1'000'000;
    }
    void goesWholeToWhoeverLiesAboutOffsets()
    {
        QFETCH(const QString, method);
        QFETCH(const int, lie);
        World world(m_tls, 2 * kPart);
        world.keeper.on = [&](const CityAsk& ask) -> std::optional<CityReply> {
            if (ask.headers.contains("x-sealed-sha256"))
                world.keeper.hash = ask.headers.at("x-sealed-sha256");
            const json said = {{"state", "partial"}, {"offset", lie}, {"sealed_sha256", world.keeper.hash}};
            if (ask.method == "GET" && method == QStringLiteral("GET"))
                return ok(said);
            if (ask.method != "PATCH")
                return std::nullopt;
            if (method == QStringLiteral("503"))
                return problemReply(503, "blob.offsetWrong", "retry"); // only a 409 has to name an offset
            return method == QStringLiteral("409") ? PartKeeper::goOnAt(static_cast<std::size_t>(lie)) : ok(said);
        };
        world.keeper.hash =
            QCryptographicHash::hash(QByteArray::fromStdString(world.sealed()), QCryptographicHash::Sha256)
                .toHex()
                .toStdString();
        QCOMPARE(world.send().kind, CallOutcome::Kind::Done);
        QCOMPARE(world.methods().back(), std::string("PUT"));
        QCOMPARE(world.keeper.bytes, world.sealed());
        QVERIFY(world.methods().size() <= 6);
    }

    void goesWholeToAPlatformThatKnowsNoParts()
    {
        for (const auto& old : {problemReply(404, "request.unknownOperation", "fatal"),
                                CityReply{404, "<html>not found</html>", "text/html", {}, false},
                                CityReply{405, "<html>not allowed</html>", "text/html", {}, false}})
        {
            World world(m_tls, 2 * kPart);
            world.keeper.on = [&](const CityAsk& ask) {
                return ask.method == "PUT" ? std::nullopt : std::optional(old);
            };
            QCOMPARE(world.send().kind, CallOutcome::Kind::Done);
            QVERIFY(world.methods() == (std::vector<std::string>{"GET", "PUT"}));
        }
    }

    void waitsWhenThePlatformIsInTroubleInPlaceOfSendingAllAtOnce()
    {
        World world(m_tls, 2 * kPart);
        world.keeper.on = [](const CityAsk&) {
            return std::optional(problemReply(503, "platform.unavailable", "retry"));
        };
        const auto outcome = world.send();
        QCOMPARE(outcome.kind, CallOutcome::Kind::Passing);
        QCOMPARE(outcome.code, std::string("platform.unavailable"));
        QVERIFY(world.methods() == std::vector<std::string>{"GET"});
    }

    void tellsWhenThePictureIsRefusedForGood()
    {
        World world(m_tls, 2 * kPart);
        world.keeper.on = [](const CityAsk& ask) {
            return ask.method == "PATCH" ? std::optional(problemReply(422, "blob.wrongHash", "fatal")) : std::nullopt;
        };
        const auto outcome = world.send();
        QCOMPARE(outcome.kind, CallOutcome::Kind::Refused);
        QCOMPARE(outcome.code, std::string("blob.wrongHash"));
    }
};

BANSHI_TEST(PictureUploadTest)
#include "picture_upload_test.moc"

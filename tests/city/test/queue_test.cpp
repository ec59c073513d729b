// SPDX-License-Identifier: GPL-3.0-or-later
#include "city_fixture.h"

#include "banshi/city/pseudonyms.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <sodium.h>

namespace banshi::city
{

namespace
{

constexpr const char* kEpoch = "0123456789abcdef";
const std::string kPicture = "\xFF\xD8\xFF\xE0 a picture";

const std::uint8_t* bytesOf(const std::string& text)
{
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

nlohmann::json report(const std::string& text, const std::vector<std::string>& photos = {})
{
    return {{"item", "grid.report"},
            {"def_version", 1},
            {"form", {{"category", "fire"}, {"text", text}}},
            {"photos", photos},
            {"grid_code", "440399001002003"},
            {"made_at", "2026-01-01T00:00:00.000Z"},
            {"ttl_h", 72}};
}

} // namespace

class QueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensASealedRecordAndTakesItOnce()
    {
        CityFixture city;
        const std::string key = city.key();
        const auto first = send(city, {sealed(city, 1, key, report("one"))});
        COMPARE_JSON(first.at("verdicts").at(0).at("verdict"), "accepted");
        COMPARE_JSON(first.at("high_water"), 1);
        const auto again = send(city, {sealed(city, 1, key, report("one"))});
        COMPARE_JSON(again.at("verdicts").at(0).at("verdict"), "duplicate");
        COMPARE_JSON(again.at("verdicts").at(0).at("receipt_id"), first.at("verdicts").at(0).at("receipt_id"));
        COMPARE_JSON(city.platform->dump().at("reports").size(), 1);
    }

    void rejectsAKnownKeyOrNumberWithOtherContent()
    {
        CityFixture city;
        const std::string key = city.key();
        send(city, {sealed(city, 1, key, report("one"))});
        COMPARE_JSON(send(city, {sealed(city, 1, key, report("two"))}).at("verdicts").at(0).at("verdict"), "rejected");
        COMPARE_JSON(
            send(city, {sealed(city, 1, city.key(), report("one"))}).at("verdicts").at(0).at("problem").at("code"),
            "request.keyReused");
        const auto dump = city.platform->dump();
        COMPARE_JSON(dump.at("conflicts"), 2);
        COMPARE_JSON(dump.at("reports").size(), 1);
    }

    void waitsForAKeyThatItDoesNotHoldYet()
    {
        CityFixture city;
        const auto item = sealed(city, 1, city.key(), report("one"));
        auto early = item;
        early["key_id"] = "next-year";
        const auto said = send(city, {early});
        COMPARE_JSON(said.at("verdicts").at(0).at("verdict"), "retry");
        COMPARE_JSON(said.at("verdicts").at(0).at("problem").at("code"), "queue.keyUnknown");
        COMPARE_JSON(said.at("high_water"), 0);
        COMPARE_JSON(send(city, {item}).at("verdicts").at(0).at("verdict"), "accepted");
    }

    void waitsForThePictureThatAReportRefersTo()
    {
        CityFixture city;
        const std::string name = sha256Hex(kPicture);
        const auto item = sealed(city, 1, city.key(), report("one", {name}));
        const auto early = send(city, {item}).at("verdicts").at(0);
        COMPARE_JSON(early.at("verdict"), "retry");
        COMPARE_JSON(early.at("problem").at("code"), "blob.missing");
        const auto [id, key] = city.publicKey("city-seal.pub");
        const auto put = [&](const std::string& path, const std::string& bytes) {
            return city.put(path, "application/octet-stream", seal(bytes, key), {{"x-key-id", id}});
        };
        COMPARE_JSON(put("/v1/queue/blobs/" + sha256Hex("else"), kPicture).status, 422);
        COMPARE_JSON(put("/v1/queue/blobs/" + name, kPicture).status, 200);
        COMPARE_JSON(CityFixture::json(put("/v1/queue/blobs/" + name, kPicture)).at("duplicate"), true);
        COMPARE_JSON(send(city, {item}).at("verdicts").at(0).at("verdict"), "accepted");
        COMPARE_JSON(city.platform->dump().at("blobs").size(), 1);
    }

    void putsAPictureTogetherThatComesInParts()
    {
        CityFixture city;
        const std::string picture = std::string(kPicture) + std::string(1000, 'x');
        const Parts parts(city, picture);
        COMPARE_JSON(parts.held().at("state"), "absent");
        COMPARE_JSON(parts.send(0, 400).at("offset"), 400);
        COMPARE_JSON(parts.held(),
                     (nlohmann::json{{"state", "partial"}, {"offset", 400}, {"sealed_sha256", parts.hash}}));
        for (const std::size_t lie : {1U, 399U, 401U, 900U})
        {
            const auto refused = parts.send(lie, 50);
            COMPARE_JSON(refused.at("code"), "blob.offsetWrong");
            COMPARE_JSON(refused.at("offset"), 400);
        }
        COMPARE_JSON(parts.send(400, parts.sealed.size() - 400).at("state"), "complete");
        COMPARE_JSON(parts.held().at("state"), "complete");
        COMPARE_JSON(city.platform->dump().at("blobs").at(0).at("size"), picture.size());
        COMPARE_JSON(city.platform->dump().at("contract_breaches").at("responses"), 0);
    }

    void beginsAPictureAnewWhosePartsDoNotFit()
    {
        CityFixture city;
        Parts parts(city, std::string(kPicture) + std::string(1000, 'x'));
        COMPARE_JSON(parts.send(0, 400).at("offset"), 400);
        const auto spoiled = parts.send(400, parts.sealed.size() - 400, 'z');
        COMPARE_JSON(spoiled.at("code"), "blob.partsWrong");
        COMPARE_JSON(spoiled.at("offset"), 0);
        COMPARE_JSON(parts.held().at("state"), "absent");
        COMPARE_JSON(parts.send(0, 400).at("offset"), 400);
        parts.hash = sha256Hex("another sealing");
        COMPARE_JSON(parts.send(400, 100).at("offset"), 0); // of that sealing nothing is here
        COMPARE_JSON(parts.send(0, 100).at("offset"), 100);
    }

    void judgesEachRecordOfABatchByItself()
    {
        CityFixture city;
        auto spoiled = sealed(city, 2, city.key(), report("two"));
        spoiled["sealed"] = toBase64(std::string(100, 'x'));
        auto invalid = report("three");
        invalid.erase("grid_code");
        const auto answer =
            send(city, {sealed(city, 1, city.key(), report("one")), spoiled, sealed(city, 3, city.key(), invalid),
                        sealed(city, 4, city.key(), report("four"))});
        const auto& verdicts = answer.at("verdicts");
        COMPARE_JSON(verdicts.at(0).at("verdict"), "accepted");
        COMPARE_JSON(verdicts.at(1).at("problem").at("code"), "queue.unreadable");
        COMPARE_JSON(verdicts.at(2).at("problem").at("code"), "request.invalid");
        COMPARE_JSON(verdicts.at(3).at("verdict"), "accepted");
        COMPARE_JSON(answer.at("high_water"), 1); // the second one is still missing
        COMPARE_JSON(city.platform->dump().at("contract_breaches").at("requests"), 1);
    }

    void refusesABatchInAnotherMachinesName()
    {
        CityFixture city;
        const nlohmann::json body = {
            {"device", "SZ-OTHER"}, {"epoch", kEpoch}, {"items", {sealed(city, 1, city.key(), report("one"))}}};
        COMPARE_JSON(CityFixture::json(city.post("/v1/queue/batch", body)).at("code"), "request.forbidden");
    }

private:
    /// A picture that a machine sends in parts.
    struct Parts
    {
        Parts(CityFixture& to, const std::string& picture) : city(to), path("/v1/queue/blobs/" + sha256Hex(picture))
        {
            const auto [id, key] = city.publicKey("city-seal.pub");
            keyId = id;
            sealed = seal(picture, key);
            hash = sha256Hex(sealed);
        }
        [[nodiscard]] nlohmann::json held() const { return CityFixture::json(city.get(path)); }
        [[nodiscard]] nlohmann::json send(std::size_t offset, std::size_t size, char filler = 0) const
        {
            const std::string bytes = filler == 0 ? sealed.substr(offset, size) : std::string(size, filler);
            return CityFixture::json(city.put(path, "application/octet-stream", bytes,
                                              {{"x-key-id", keyId},
                                               {"x-sealed-sha256", hash},
                                               {"upload-offset", std::to_string(offset)},
                                               {"upload-length", std::to_string(sealed.size())}},
                                              "PATCH"));
        }
        CityFixture& city;
        std::string path;
        std::string keyId;
        std::string sealed;
        std::string hash; // of the sealed bytes
    };

    static std::string seal(const std::string& bytes, const std::string& key)
    {
        std::string cipher(bytes.size() + crypto_box_SEALBYTES, '\0');
        crypto_box_seal(reinterpret_cast<std::uint8_t*>(cipher.data()), bytesOf(bytes), bytes.size(), bytesOf(key));
        return cipher;
    }

    static nlohmann::json sealed(const CityFixture& city, int seq, const std::string& itemKey,
                                 const nlohmann::json& body)
    {
        const auto [id, key] = city.publicKey("city-seal.pub");
        return {{"seq", seq},
                {"key", itemKey},
                {"operation", "reports"},
                {"suite", 1},
                {"key_id", id},
                {"sealed", toBase64(seal(body.dump(), key))},
                {"body_hmac", sha256Hex(body.dump())},
                {"made_at", "2026-01-01T00:00:00.000Z"},
                {"late", false}};
    }

    static nlohmann::json send(CityFixture& city, const nlohmann::json::array_t& items)
    {
        return CityFixture::json(
            city.post("/v1/queue/batch", {{"device", kDevice}, {"epoch", kEpoch}, {"items", items}}));
    }
};

} // namespace banshi::city

using banshi::city::QueueTest;
BANSHI_TEST(QueueTest)

#include "queue_test.moc"

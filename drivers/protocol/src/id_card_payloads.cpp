// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/base64.h"
#include "banshi/drivers/protocol/payloads.h"
#include "json_reader.h"

namespace banshi::drivers::protocol
{

namespace
{

using nlohmann::json;

constexpr EnumTexts kCardTypes{std::to_array<std::pair<sdk::CardType, std::string_view>>({
    {sdk::CardType::Citizen, "citizen"},
    {sdk::CardType::ResidencePermit, "J"},
    {sdk::CardType::ForeignerPermanent, "I"},
})};
constexpr EnumTexts kPhotoStates{std::to_array<std::pair<sdk::PhotoState, std::string_view>>({
    {sdk::PhotoState::NoDecoder, "noDecoder"},
    {sdk::PhotoState::NotDecodable, "notDecodable"},
    {sdk::PhotoState::Decoded, "decoded"},
})};
constexpr int kMaxPhotoEdge = 1024;

struct Member
{
    const char* key;
    std::string sdk::IdCard::*field;
};
constexpr Member kMembers[] = {
    {"name", &sdk::IdCard::name},
    {"sex", &sdk::IdCard::sex},
    {"nation", &sdk::IdCard::nation},
    {"birth", &sdk::IdCard::birth},
    {"address", &sdk::IdCard::address},
    {"number", &sdk::IdCard::number},
    {"issuer", &sdk::IdCard::issuer},
    {"validFrom", &sdk::IdCard::validFrom},
    {"validTo", &sdk::IdCard::validTo},
    {"passNumber", &sdk::IdCard::passNumber},
    {"issueCount", &sdk::IdCard::issueCount},
    {"englishName", &sdk::IdCard::englishName},
    {"nationality", &sdk::IdCard::nationality},
    {"samNumber", &sdk::IdCard::samNumber},
};

void readPhoto(const json& object, sdk::CardPhoto& photo, JsonReader& card)
{
    JsonReader reader(object);
    photo.state = reader.choice("state", kPhotoStates);
    if (photo.state == sdk::PhotoState::Decoded)
    {
        photo.width = static_cast<int>(reader.integer("width", 1, kMaxPhotoEdge));
        photo.height = static_cast<int>(reader.integer("height", 1, kMaxPhotoEdge));
        photo.bgr = reader.bytes("bgr");
        if (photo.bgr.size() != static_cast<std::size_t>(photo.width) * static_cast<std::size_t>(photo.height) * 3)
            reader.fault("bgr");
    }
    if (reader.failed())
        card.fault("photo");
}

} // namespace

json toJson(const sdk::IdCard& card)
{
    json payload{{"cardType", kCardTypes.text(card.type)}};
    for (const Member& member : kMembers)
        if (!(card.*member.field).empty())
            payload[member.key] = card.*member.field;
    json photo{{"state", kPhotoStates.text(card.photo.state)}};
    if (card.photo.state == sdk::PhotoState::Decoded)
    {
        photo["width"] = card.photo.width;
        photo["height"] = card.photo.height;
        photo["bgr"] = toBase64(card.photo.bgr);
    }
    payload["photo"] = std::move(photo);
    if (!card.fingerprint.empty())
        payload["fingerprint"] = toBase64(card.fingerprint);
    return payload;
}

Parsed<sdk::IdCard> idCardFromJson(const json& payload)
{
    JsonReader reader(payload);
    sdk::IdCard card;
    card.type = reader.choice("cardType", kCardTypes);
    for (const Member& member : kMembers)
        card.*member.field = reader.textOr(member.key, {});
    if (card.number.empty())
        reader.fault("number");
    readPhoto(reader.object("photo"), card.photo, reader);
    if (payload.is_object() && payload.contains("fingerprint"))
        card.fingerprint = reader.bytes("fingerprint");
    return reader.finish(std::move(card));
}

} // namespace banshi::drivers::protocol

// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/base64.h"
#include "banshi/drivers/protocol/payloads.h"
#include "json_reader.h"

namespace banshi::drivers::protocol
{

namespace
{

using nlohmann::json;

constexpr int kMaxEdge = 8192;
constexpr int kMaxSlots = 16;

} // namespace

json toJson(const sdk::Picture& picture)
{
    return {{"pictureFile", toBase64(picture.jpeg)}};
}

Parsed<sdk::Picture> pictureFromJson(const json& payload)
{
    JsonReader reader(payload);
    return reader.finish(sdk::Picture{reader.bytes("pictureFile")});
}

json toJson(const PreviewRing& ring)
{
    return {{"ring", ring.path},     {"width", ring.width}, {"height", ring.height},
            {"stride", ring.stride}, {"slots", ring.slots}, {"format", "BGR"}};
}

Parsed<PreviewRing> previewRingFromJson(const json& payload)
{
    JsonReader reader(payload);
    PreviewRing ring;
    ring.path = reader.text("ring");
    ring.width = static_cast<int>(reader.integer("width", 1, kMaxEdge));
    ring.height = static_cast<int>(reader.integer("height", 1, kMaxEdge));
    ring.stride = static_cast<int>(reader.integer("stride", ring.width * 3, kMaxEdge * 4));
    ring.slots = static_cast<int>(reader.integer("slots", 2, kMaxSlots));
    if (reader.textOr("format", "BGR") != "BGR")
        reader.fault("format");
    return reader.finish(std::move(ring));
}

json frameReadyToJson(std::uint64_t sequence, int slots)
{
    return {{"sequence", sequence}, {"slot", sequence % static_cast<std::uint64_t>(slots)}};
}

} // namespace banshi::drivers::protocol

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/view/queue_json.h"

#include <QByteArray>

namespace banshi::queue::view
{

using nlohmann::json;

namespace
{

std::string base64(const store::Bytes& bytes)
{
    return QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()))
        .toBase64()
        .toStdString();
}

void addTime(json& into, const char* name, const std::optional<base::UtcTime>& time)
{
    if (time)
        into[name] = base::toRfc3339(*time);
}

void addText(json& into, const char* name, const std::string& text)
{
    if (!text.empty())
        into[name] = text;
}

} // namespace

json toJson(const store::QueueStats& stats)
{
    json out{{"device", stats.device},
             {"epoch", stats.epoch},
             {"format", stats.format},
             {"pending", stats.counts.pending},
             {"parked", stats.counts.parked},
             {"acknowledged", stats.acknowledged},
             {"pictures", stats.pictures},
             {"picture_bytes", stats.pictureBytes},
             {"open_intents", stats.openIntents},
             {"file_bytes", stats.fileBytes}};
    addTime(out, "oldest_at", stats.counts.oldest);
    return out;
}

json toJson(const store::ItemSummary& item)
{
    json out{{"id", item.id},
             {"number", item.localNumber},
             {"key", item.key},
             {"operation", item.operation},
             {"state", item.state},
             {"ordered", item.isOrdered},
             {"suite", item.suite},
             {"key_id", item.keyId},
             {"sealed_bytes", item.sealedBytes},
             {"pictures", item.pictures},
             {"made_at", base::toRfc3339(item.madeAt)},
             {"made_at_trusted", item.isMadeAtTrusted},
             {"intact", item.isIntact}};
    addTime(out, "late_at", item.lateAt);
    addTime(out, "settled_at", item.settledAt);
    addText(out, "receipt", item.receipt);
    addText(out, "code", item.code);
    return out;
}

json toJson(const store::VerifyReport& report)
{
    return {{"clean", report.isClean()},   {"structure", report.structure},
            {"items", report.items},       {"damaged_items", report.damagedItems},
            {"pictures", report.pictures}, {"damaged_pictures", report.damagedPictures}};
}

json toJson(const store::OutboundBatch& batch)
{
    json items = json::array();
    for (const auto& item : batch.items)
    {
        items.push_back({{"seq", item.seq},
                         {"key", item.key},
                         {"operation", item.operation},
                         {"suite", item.suite},
                         {"key_id", item.keyId},
                         {"sealed", base64(item.sealed)},
                         {"body_hmac", item.bodyHmac},
                         {"made_at", base::toRfc3339(item.madeAt)},
                         {"late", item.late}});
        if (!item.stream.empty())
            items.back()["stream"] = item.stream;
    }
    return {{"batch", {{"device", batch.device}, {"epoch", batch.epoch}, {"items", items}}}};
}

json toJson(const std::string& sha256, const store::SealedBlob& picture)
{
    return {{"picture", {{"sha256", sha256}, {"key_id", picture.keyId}, {"sealed", base64(picture.sealed)}}}};
}

} // namespace banshi::queue::view

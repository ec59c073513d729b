// SPDX-License-Identifier: GPL-3.0-or-later
#include "district_calls.h"

#include "banshi/queue/contract/document.h"
#include "banshi/queue/sync/receipts.h"
#include "replies.h"

#include <QByteArray>
#include <algorithm>
#include <array>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <set>

namespace banshi::queue::gateway
{

using district::KeptItem;
using district::Taken;
using nlohmann::json;

namespace
{

std::string take(json& from, const char* name)
{
    const auto found = from.find(name);
    return found == from.end() ? std::string() : std::move(found->get_ref<std::string&>());
}

/// Of a text that the contract has held against its format; by OpenSSL, as most of a batch's time would go into it.
store::Bytes fromBase64(const std::string& text)
{
    store::Bytes bytes(text.size() / 4 * 3);
    EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    const auto padding = std::count(text.end() - std::min<std::ptrdiff_t>(2, std::ssize(text)), text.end(), '=');
    bytes.resize(bytes.size() - static_cast<std::size_t>(padding)); // which it decodes to zeros
    return bytes;
}

/// SHA-256 by OpenSSL, which uses what the processor has for it.
std::string hashOf(std::span<const std::uint8_t> bytes)
{
    std::array<std::uint8_t, SHA256_DIGEST_LENGTH> hash{};
    SHA256(bytes.data(), bytes.size(), hash.data());
    return QByteArray(reinterpret_cast<const char*>(hash.data()), hash.size()).toHex().toStdString();
}

district::IncomingBatch toBatch(const std::string& device, json& body)
{
    district::IncomingBatch batch{device, take(body, "epoch"), {}};
    auto& items = body.at("items");
    batch.items.reserve(items.size());
    for (auto& item : items)
        batch.items.push_back({item.at("seq").get<std::int64_t>(), take(item, "key"), take(item, "operation"),
                               take(item, "stream"), item.at("suite").get<int>(), take(item, "key_id"),
                               fromBase64(item.at("sealed").get_ref<const std::string&>()), take(item, "body_hmac"),
                               take(item, "made_at"), item.at("late").get<bool>()});
    return batch;
}

/// Of our own taking, whatever the platform says later: a repeat gets the first receipt again.
std::string receiptOf(const std::string& key)
{
    return "district-" + key;
}

json refusal(const contract::Contract& contract, const std::string& key, const std::string& code)
{
    return {{"key", key}, {"verdict", "rejected"}, {"problem", contract::toJson(contract.problem(code))}};
}

json verdictOf(const contract::Contract& contract, const std::string& key, Taken taken, const KeptItem& known)
{
    if (taken == Taken::Conflict)
        return refusal(contract, key, "request.keyReused");
    if (taken == Taken::Repeat && known.state == KeptItem::State::Parked)
        return refusal(contract, key, known.code);
    return {{"key", key}, {"verdict", taken == Taken::New ? "accepted" : "duplicate"}, {"receipt_id", receiptOf(key)}};
}

/// The operationId of what travels sealed under that name.
std::string operationOf(const contract::Contract& contract, const std::string& sealedName)
{
    for (const auto& operation : contract.operations())
        if (operation.delivery == contract::Delivery::Durable && operation.sealedName() == sealedName)
            return operation.id;
    return sealedName;
}

} // namespace

HttpReply takeBatch(const DistrictGateway::Parts& parts, const HttpRequest& request, json& body)
{
    const std::string& device = request.device;
    const auto& contract = parts.law.contract;
    if (body.at("device") != device)
        return problemReply(contract, "request.forbidden", "the batch names another device than the certificate");
    auto batch = toBatch(device, body);
    batch.key = request.header("idempotency-key");
    batch.bodyHash = hashOf(request.body.view());
    batch.at = base::toRfc3339(parts.clock.wall().utc);
    const auto accepted = parts.intake.accept(batch);
    if (!accepted)
        return databaseReply(contract, accepted.error());
    parts.onAccepted();
    static const KeptItem kNew;
    json verdicts = json::array();
    for (std::size_t i = 0; i < batch.items.size(); ++i)
    {
        const std::string& key = batch.items[i].key;
        const auto known = accepted->known.find(key);
        verdicts.push_back(
            verdictOf(contract, key, accepted->items[i], known == accepted->known.end() ? kNew : known->second));
    }
    json answer = {{"verdicts", std::move(verdicts)}, {"high_water", accepted->highWater}};
    sync::signReceipt(answer, {device, batch.epoch}, parts.receipts, accepted->digest, accepted->at);
    return jsonReply(200, answer);
}

HttpReply compareQueues(const DistrictGateway::Parts& parts, const std::string& device, const json& body)
{
    if (body.at("device") != device)
        return problemReply(parts.law.contract, "request.forbidden",
                            "the list names another device than the certificate");
    district::Stretch stretch{device,
                              body.at("epoch").get<std::string>(),
                              body.at("from_seq").get<std::int64_t>(),
                              body.at("to_seq").get<std::int64_t>(),
                              {}};
    std::set<std::string> arrived;
    for (const auto& item : body.at("items"))
    {
        if (item.at("state") != "pending")
            stretch.keys.push_back(item.at("key").get<std::string>());
        if (item.at("state") == "arrived")
            arrived.insert(item.at("key").get<std::string>());
    }
    const auto found = parts.intake.compare(stretch);
    if (!found)
        return databaseReply(parts.law.contract, found.error());
    json surplus = json::array();
    for (const auto& [number, item] : found->held)
        if (item.state != KeptItem::State::Parked && !arrived.contains(number.key))
            surplus.push_back({{"seq", number.seq}, {"key", number.key}, {"receipt_id", receiptOf(number.key)}});
    return jsonReply(200, {{"missing", found->missing},
                           {"surplus", std::move(surplus)},
                           {"high_water", found->highWater},
                           {"digest", found->digest}});
}

std::optional<HttpReply> outcomeOf(const DistrictGateway::Parts& parts, const std::string& device,
                                   const std::string& key)
{
    constexpr int kAccepted = 202;
    const auto& contract = parts.law.contract;
    const auto found = parts.intake.find(device, key);
    if (!found)
        return databaseReply(contract, found.error());
    if (!*found)
        return std::nullopt;
    const KeptItem& item = **found;
    json answer = {{"key", key}, {"state", "running"}};
    if (item.state != KeptItem::State::Waits)
    {
        const bool isParked = item.state == KeptItem::State::Parked;
        const auto problem = contract.problem(item.code);
        answer = {{"key", key},
                  {"state", "done"},
                  {"operation", operationOf(contract, item.operation)},
                  {"status", isParked ? problem.status : kAccepted},
                  {"answer", isParked ? contract::toJson(problem) : json{{"receipt_id", item.receipt}}}};
    }
    return jsonReply(200, answer);
}

} // namespace banshi::queue::gateway

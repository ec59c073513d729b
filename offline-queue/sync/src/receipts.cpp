// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/receipts.h"

#include <array>
#include <nlohmann/json.hpp>
#include <sodium.h>

namespace banshi::queue::sync
{

std::string nextDigest(const std::string& before, const std::string& key)
{
    const std::string text = before + "\n" + key;
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    std::string hex(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    hex.pop_back();
    return hex;
}

std::string receiptText(const nlohmann::json& answer, const QueueName& queue)
{
    const auto& statement = answer.at("signed");
    std::string text = "banshi-receipt-v1\n" + queue.device + "\n" + queue.epoch + "\n" +
                       answer.at("high_water").dump() + "\n" + statement.value("digest", "") + "\n" +
                       statement.value("at", "");
    for (const auto& verdict : answer.at("verdicts"))
        text += "\n" + verdict.value("key", "") + " " + verdict.value("verdict", "") + " " +
                verdict.value("receipt_id", "-");
    return text;
}

void signReceipt(nlohmann::json& answer, const QueueName& queue, const SigningKey& key, const std::string& digest,
                 const std::string& at)
{
    answer["signed"] = {{"at", at}, {"digest", digest}, {"key_id", key.id()}};
    answer["signed"]["signature"] = key.sign(receiptText(answer, queue));
}

bool isSigned(const nlohmann::json& answer, const QueueName& queue, const SignatureKey& key)
{
    const auto statement = answer.find("signed");
    return statement != answer.end() &&
           key.verify(statement->value("key_id", ""), receiptText(answer, queue), statement->value("signature", ""));
}

} // namespace banshi::queue::sync

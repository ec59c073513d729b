// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/sync/signature.h"
#include "banshi/queue/sync/signing_key.h"

#include <nlohmann/json_fwd.hpp>

namespace banshi::queue::sync
{

/// The digest of an epoch in which nothing is settled.
inline constexpr const char* kFirstDigest = "0000000000000000000000000000000000000000000000000000000000000000";

/// The digest after the next number, in the order of numbers: SHA-256 (hex) of the digest before, a line feed, and the
/// key of that number. So one text stands for every key up to the high-water mark.
[[nodiscard]] std::string nextDigest(const std::string& before, const std::string& key);

/// Whose queue a batch's answer speaks of.
struct QueueName
{
    std::string device;
    std::string epoch;
};

/// What the platform signs with a batch's answer: `banshi-receipt-v1`, device, epoch, high_water, digest, at, then
/// `key verdict receipt` for each verdict in its order (`-` without a receipt), joined by line feeds. `answer` has the
/// form of the contract and a member `signed`.
[[nodiscard]] std::string receiptText(const nlohmann::json& answer, const QueueName& queue);

/// Makes the answer to a batch, which has its verdicts and `high_water`, a receipt of the moment `at` (RFC 3339).
/// `digest` is that of the keys up to the mark.
void signReceipt(nlohmann::json& answer, const QueueName& queue, const SigningKey& key, const std::string& digest,
                 const std::string& at);

/// Whether the answer to a batch is signed by the platform.
[[nodiscard]] bool isSigned(const nlohmann::json& answer, const QueueName& queue, const SignatureKey& key);

} // namespace banshi::queue::sync

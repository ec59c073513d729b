// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/inspection.h"

#include <nlohmann/json.hpp>

namespace banshi::queue::view
{

/// `{device, epoch, format, pending, parked, acknowledged, oldest_at?, pictures, picture_bytes, open_intents,
/// file_bytes}`.
[[nodiscard]] nlohmann::json toJson(const store::QueueStats& stats);
/// `{id, number, key, operation, state, ordered, suite, key_id, sealed_bytes, pictures, made_at, made_at_trusted,
/// intact, late_at?, settled_at?, receipt?, code?}`.
[[nodiscard]] nlohmann::json toJson(const store::ItemSummary& item);
/// `{clean, structure, items, damaged_items, pictures, damaged_pictures}`.
[[nodiscard]] nlohmann::json toJson(const store::VerifyReport& report);
/// `{batch: …}` with the body of the contract's `sendQueueBatch`: one line of an export.
[[nodiscard]] nlohmann::json toJson(const store::OutboundBatch& batch);
/// `{picture: {sha256, key_id, sealed}}`: one line of an export, before the batch that refers to it.
[[nodiscard]] nlohmann::json toJson(const std::string& sha256, const store::SealedBlob& picture);

} // namespace banshi::queue::view

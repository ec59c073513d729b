// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/inspection.h"
#include "sqlite.h"

#include <filesystem>

namespace banshi::queue::store
{

/// How Inspection and QueueCopy read. All throw SqlFault. Threads: the connection's.
[[nodiscard]] QueueCounts countRows(Connection& database);
[[nodiscard]] QueueStats readStats(Connection& database);
[[nodiscard]] std::vector<ItemSummary> listItems(Connection& database, const ListQuery& query);
/// By id, Idempotency-Key or local number. Throws ItemUnknown.
[[nodiscard]] ItemSummary findItem(Connection& database, const std::string& name);
/// `blobs` is the folder of the sealed files.
[[nodiscard]] VerifyReport verifyAll(Connection& database, const std::filesystem::path& blobs);

/// Where an export stands. Threads: plain value.
struct ExportPlace
{
    std::int64_t id = 0; ///< the last item that was handed out
    std::int64_t items = 0;
};
/// Hands the next items out, pictures first, and moves the place on. False at the end, or when the sink ends it.
[[nodiscard]] bool exportNext(Connection& database, const std::filesystem::path& blobs, std::int64_t nowMillis,
                              const ExportSink& sink, ExportPlace& place);

} // namespace banshi::queue::store

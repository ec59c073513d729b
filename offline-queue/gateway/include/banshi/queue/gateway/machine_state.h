// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/gateway/metrics.h"
#include "banshi/queue/sync/command_desk.h"
#include "banshi/queue/sync/platform_time.h"
#include "banshi/queue/sync/reconciliation.h"

namespace banshi::queue::gateway
{

/// The body of sendHeartbeat: how the machine is now, measured through `sources`.
[[nodiscard]] nlohmann::json heartbeatOf(const MetricsSources& sources);

/// Remembers commands in the setting `gateway.commands`, so that each change also stands in the audit table.
/// `store` must outlive the memory.
[[nodiscard]] sync::CommandMemory commandMemory(store::Store& store);

/// The setting that holds the highest signed time.
inline constexpr const char* kTrustedTime = "gateway.trusted-time";

/// Keeps the highest signed time in `gateway.trusted-time`, without an audit entry. `store` must outlive the memory.
[[nodiscard]] sync::TimeMemory timeMemory(store::Store& store);

/// Keeps how far both sides agree in `gateway.reconciled-to`, without an audit entry. `store` must outlive the memory.
[[nodiscard]] sync::ReconciliationMemory reconciliationMemory(store::Store& store);

/// How far the machine's clock may be off to be called right.
inline constexpr std::int64_t kClockToleranceMs = 120'000;

} // namespace banshi::queue::gateway

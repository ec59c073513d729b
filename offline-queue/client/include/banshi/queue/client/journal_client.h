// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/client/gateway_client.h"

#include <vector>

namespace banshi::queue::client
{

/// Side effects that are promised on disk before they happen.
enum class IntentKind
{
    Pay,
    Print,
    Slip,
    Submit,
};

/// What became of an intent.
enum class IntentOutcome
{
    Done,
    Failed,
    InDoubt, ///< cannot be known here; waits for a person or the platform
};

/// An intent with all that is known about it. `data` holds names of orders, jobs and serials, never personal
/// data.
struct Intent
{
    std::string id; ///< UUIDv7
    IntentKind kind = IntentKind::Pay;
    std::string session; ///< the kiosk's own name of the session
    nlohmann::json data = nlohmann::json::object();
    base::UtcTime openedAt;               ///< set by the gateway
    std::optional<IntentOutcome> outcome; ///< nothing while open
};

using DoneCallback = std::function<void(base::Result<void, ClientError>)>;
using IntentsCallback = std::function<void(base::Result<std::vector<Intent>, ClientError>)>;

/// The journal in the gateway's durable file. Every call is answered when it is on disk; all are idempotent.
/// Errors: ClientError, with problems `journal.…` and `gateway.…`. Threads: as GatewayClient.
class JournalClient
{
public:
    /// `gateway` must outlive the journal client.
    explicit JournalClient(GatewayClient& gateway) : m_gateway(gateway) {}

    /// Promises a side effect; nothing may happen before the callback says that it is on disk. Ignores
    /// `openedAt` and `outcome`.
    RequestId openIntent(const Intent& intent, DoneCallback done);
    /// Adds knowledge to an open intent; members of `data` replace earlier ones of the same name.
    RequestId note(const std::string& intentId, nlohmann::json data, DoneCallback done);
    /// Closes an intent.
    RequestId outcome(const std::string& intentId, IntentOutcome outcome, nlohmann::json data, DoneCallback done);
    /// What recovery has to settle.
    RequestId listOpen(IntentsCallback done);
    /// The newest intents, newest first; `limit` 1 to 500.
    RequestId recent(int limit, IntentsCallback done);
    void cancel(RequestId id) { m_gateway.cancel(id); }

private:
    GatewayClient& m_gateway;
};

/// `pay`, `print`, `slip`, `submit` and `done`, `failed`, `inDoubt`, as they travel.
[[nodiscard]] std::string_view name(IntentKind kind);
[[nodiscard]] std::string_view name(IntentOutcome outcome);

} // namespace banshi::queue::client

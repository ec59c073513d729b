// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/contract/schema_gate.h"
#include "banshi/queue/store/records.h"
#include "banshi/queue/sync/line_watch.h"

#include <map>

namespace banshi::queue::sync
{

/// What a call of the queue came to.
struct CallOutcome
{
    enum class Kind
    {
        Done,
        Passing, ///< nothing is known or the platform wants it later: send it again
        Refused, ///< these bytes can never be accepted as they are
    };
    Kind kind = Kind::Passing;
    std::string code; ///< dotted, empty for Done
    std::optional<std::chrono::seconds> retryAfter;
};

/// What the platform says about one item.
struct Verdict
{
    enum class Word
    {
        Arrived, ///< accepted or duplicate
        Rejected,
        Later,
    };
    Word word = Word::Later;
    std::string receipt;
    std::string code; ///< of the problem, may be empty
    std::optional<std::chrono::seconds> retryAfter;
};

/// The answer to a batch; keys without a verdict are still pending.
struct BatchOutcome
{
    CallOutcome call;
    std::map<std::string, Verdict> verdicts; ///< by key
};

/// The two calls between gateway and platform. Each answer is held against the contract before anything of it counts.
/// Threads: any; blocks until the answer or the contract's deadline.
class QueueCalls
{
public:
    /// All must outlive the object.
    QueueCalls(HttpsClient& client, LineWatch& line, const contract::Contract& contract,
               const contract::SchemaGate& gate, const base::Clock& clock);

    [[nodiscard]] CallOutcome putBlob(const std::string& sha256, const store::SealedBlob& blob);
    [[nodiscard]] BatchOutcome sendBatch(const store::OutboundBatch& batch);

private:
    [[nodiscard]] CallOutcome call(const contract::Operation& operation, HttpsRequest request, nlohmann::json& answer);

    HttpsClient& m_client;
    LineWatch& m_line;
    const contract::Contract& m_contract;
    const contract::SchemaGate& m_gate;
    const base::Clock& m_clock;
};

} // namespace banshi::queue::sync

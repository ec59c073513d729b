// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/records.h"
#include "banshi/queue/sync/contract_calls.h"
#include "banshi/queue/sync/signature.h"

#include <map>

namespace banshi::queue::sync
{

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
    std::map<std::string, Verdict> verdicts{}; ///< by key
    std::int64_t highWater = 0;                ///< up to this number the platform misses nothing
};

/// The calls of the queue. Each answer is held against the contract before anything of it counts; with the
/// platform's key only a signed answer to a batch does.
/// Threads: any; blocks until the answer or the contract's deadline.
class QueueCalls
{
public:
    /// All must outlive the object.
    QueueCalls(HttpsClient& client, LineWatch& line, const contract::Contract& contract,
               const contract::SchemaGate& gate, const base::Clock& clock,
               std::optional<SignatureKey> key = std::nullopt);

    /// `device` is whose picture it is. A large one goes in parts, from where the other side was cut off; where parts
    /// are not known, it goes whole.
    [[nodiscard]] CallOutcome putBlob(const std::string& device, const std::string& sha256,
                                      const store::SealedBlob& blob);
    [[nodiscard]] BatchOutcome sendBatch(const store::OutboundBatch& batch);

private:
    ContractCalls m_calls;
    const base::Clock& m_clock;
    std::optional<SignatureKey> m_key;
};

} // namespace banshi::queue::sync

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/store.h"
#include "banshi/queue/sync/back_off.h"
#include "banshi/queue/sync/bell.h"
#include "banshi/queue/sync/queue_calls.h"
#include "banshi/queue/sync/turn_guard.h"

#include <map>
#include <mutex>
#include <stop_token>
#include <thread>

namespace banshi::queue::sync
{

/// Empties the outbox towards the platform, oldest first: pictures before what refers to them, then batches with a
/// verdict for each item. Passing trouble is tried again with back-off for ever; what is refused for good is parked.
/// Threads: one of its own; wake() from any.
class Sender
{
public:
    static constexpr std::size_t kMostItems = store::OutboundBatch::kMostItems;
    static constexpr std::size_t kMostBytes = store::OutboundBatch::kMostBytes;

    /// All references must outlive the sender. `random` returns a number from 0 to 1. When something is pending that
    /// was accepted before the machine was last started, it begins in a random part of `startSpread`: after a cut of
    /// the power all machines of a district start within seconds of each other. wake() ends that rest.
    Sender(store::Store& store, QueueCalls& calls, const base::Clock& clock, std::function<double()> random,
           base::Nanoseconds startSpread = base::Nanoseconds(0));
    ~Sender();
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    /// There is something new, or the line is back: look at once (but not before the platform's Retry-After).
    void wake();
    /// Begins to send in `span` and not before, e.g. a random part of the line's spread.
    void rest(base::Nanoseconds span);
    /// Turns that ended in an exception.
    [[nodiscard]] std::uint64_t faults() const { return m_guard.faults(); }

private:
    enum class Turn
    {
        Empty,    ///< nothing to send
        Progress, ///< something was settled
        Trouble,  ///< passing trouble: wait
        Resting,  ///< asked to rest while the batch was read: nothing was sent
    };
    struct Rest
    {
        int failures = 0;
        base::MonoTime until;
    };

    void run(base::Nanoseconds startSpread, const std::stop_token& stop);
    void begin(base::Nanoseconds startSpread);
    void step(const std::stop_token& stop);
    Turn turn();
    /// Nothing when all are with the platform.
    std::optional<Turn> sendBlobs(const store::OutboundBatch& batch);
    Turn sendBatch(const store::OutboundBatch& batch);
    Turn settle(const store::OutboundBatch& batch, const std::map<std::string, Verdict>& verdicts);
    Turn narrow(const store::OutboundBatch& batch, const std::string& code);
    Turn trouble(const CallOutcome& outcome);
    void letRest(std::int64_t item, std::optional<std::chrono::seconds> retryAfter);
    void sweep();
    [[nodiscard]] base::Nanoseconds idleSpan() const;
    void pause(base::Nanoseconds span, const std::stop_token& stop);
    [[nodiscard]] base::MonoTime notBefore();

    store::Store& m_store;
    QueueCalls& m_calls;
    const base::Clock& m_clock;
    BackOff m_backOff;
    std::size_t m_mostItems = kMostItems;             // smaller while an item that spoils its batch is looked for
    std::optional<std::chrono::seconds> m_retryAfter; // of the last trouble
    base::MonoTime m_notBefore;                       // the platform's Retry-After
    base::MonoTime m_nextSweep;
    std::function<double()> m_random;
    std::map<std::int64_t, Rest> m_resting; // items that the platform wants later
    Bell m_bell;
    TurnGuard m_guard{"the sender"};
    std::mutex m_mutex;
    base::MonoTime m_restsUntil; // guarded by m_mutex
    base::MonoTime m_startsAt;   // guarded by m_mutex
    bool m_isWoken = false;      // something new came since the start; guarded by m_mutex
    std::jthread m_thread;
};

} // namespace banshi::queue::sync

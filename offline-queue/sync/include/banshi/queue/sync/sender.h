// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/store.h"
#include "banshi/queue/sync/back_off.h"
#include "banshi/queue/sync/line_watch.h"

#include <map>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
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
    static constexpr std::size_t kMostItems = 50;
    static constexpr std::size_t kMostBytes = std::size_t{160} * 1024; ///< sealed; in base64 it fits the contract's limit

    /// All references must outlive the sender.
    Sender(store::Store& store, HttpsClient& client, LineWatch& line, const base::Clock& clock, std::function<double()> random);
    ~Sender();
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    /// There is something new, or the line is back: look at once.
    void wake();

private:
    enum class Turn
    {
        Empty,    ///< nothing to send
        Progress, ///< something was settled
        Trouble,  ///< passing trouble: wait
    };

    void run(const std::stop_token& stop);
    Turn turn();
    bool sendBlobs(const store::OutboundBatch& batch);
    Turn sendBatch(const store::OutboundBatch& batch);
    Turn settle(const store::OutboundBatch& batch, const nlohmann::json& answer);
    base::Result<HttpsAnswer, HttpsError> call(const HttpsRequest& request);
    void rest(base::Nanoseconds span, const std::stop_token& stop);

    store::Store& m_store;
    HttpsClient& m_client;
    LineWatch& m_line;
    const base::Clock& m_clock;
    BackOff m_backOff;
    std::optional<std::chrono::seconds> m_retryAfter;
    std::map<std::int64_t, base::MonoTime> m_resting; ///< items that the platform wants later
    std::mutex m_mutex;
    std::stop_source m_wake; // guarded by m_mutex
    bool m_woken = false;    // guarded by m_mutex
    std::jthread m_thread;
};

} // namespace banshi::queue::sync

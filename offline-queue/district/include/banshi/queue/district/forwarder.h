// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/district/records.h"
#include "banshi/queue/sync/back_off.h"
#include "banshi/queue/sync/bell.h"
#include "banshi/queue/sync/queue_calls.h"
#include "banshi/queue/sync/turn_guard.h"

#include <atomic>
#include <list>
#include <mutex>
#include <thread>

namespace banshi::queue::district
{

/// Sends what machines have handed over to the platform, one device at a time in each lane: pictures first, then
/// batches with a verdict for each item, of a stream only the head. The sealed bytes go up as they came. Passing
/// trouble is tried again with back-off for ever; what is refused for good is parked. Instances beside this one send
/// other devices. Threads: one for each lane; wake() and lineIsBack() from any.
class Forwarder
{
public:
    /// What it stands on; all references outlive the forwarder.
    struct Ground
    {
        Outgoing& outgoing;
        sync::QueueCalls& calls;
        const base::Clock& clock;
        std::function<double()> random; ///< as of BackOff; from any thread
        int lanes = 4;
        base::Nanoseconds look = std::chrono::seconds(2); ///< looks for other instances' leavings without being woken
    };

    explicit Forwarder(Ground ground);
    /// Waits for the calls that run.
    ~Forwarder();
    Forwarder(const Forwarder&) = delete;
    Forwarder& operator=(const Forwarder&) = delete;

    /// Something was accepted.
    void wake();
    /// The platform answers again: pauses end.
    void lineIsBack();
    /// Turns of all lanes that ended in an exception.
    [[nodiscard]] std::uint64_t faults() const;

private:
    struct Lane
    {
        explicit Lane(std::function<double()> random) : backOff(std::move(random)) {}
        sync::BackOff backOff;
        sync::Bell work;
        sync::Bell line;
        std::atomic<bool> isIdle = false;
        sync::TurnGuard guard{"a lane"};
        std::jthread thread;
    };
    enum class Turn
    {
        Empty,      ///< nothing to send
        Progress,   ///< something was settled
        Trouble,    ///< passing trouble of the line: wait
        NoDatabase, ///< the database did not answer, or refused
        Left,       ///< the device is in trouble and was given back
    };

    void run(Lane& lane, const std::stop_token& stop);
    void step(Lane& lane, const std::stop_token& stop);
    Turn turn(Lane& lane, std::optional<std::chrono::seconds>& retryAfter);
    Turn serve(const std::string& device, std::optional<std::chrono::seconds>& retryAfter);
    /// Empty when all pictures of the device are with the platform.
    Turn sendPicture(const std::string& device, std::optional<std::chrono::seconds>& retryAfter);
    Turn sendBatch(const std::string& device, int& width, std::optional<std::chrono::seconds>& retryAfter);
    Turn settle(const std::string& device, const store::OutboundBatch& batch,
                const std::map<std::string, sync::Verdict>& verdicts);
    Turn park(const std::string& device, const std::string& key, const std::string& code);
    Turn passing(const std::string& device, const sync::CallOutcome& outcome,
                 std::optional<std::chrono::seconds>& retryAfter);
    Turn release(const std::string& device, std::chrono::milliseconds pause, Turn result);
    void forget(const std::string& device);

    Ground m_ground;
    std::mutex m_mutex;
    std::map<std::string, int> m_failures; // devices that the platform does not want now; guarded by m_mutex
    std::list<Lane> m_lanes;
};

} // namespace banshi::queue::district

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/gateway/enrolment.h"
#include "banshi/queue/gateway/platform_upstream.h"
#include "banshi/queue/sync/daily_reconciliation.h"
#include "banshi/queue/sync/sender.h"

#include <optional>

namespace banshi::queue::gateway
{

/// Everything between the durable file and the platform: line, time, sender, daily reconciliation, the machine's own
/// certificate. Threads: some of its own; methods from any.
class WayUp
{
public:
    /// What it stands on; all of it outlives the way up.
    struct Ground
    {
        const GatewayConfig& config;
        store::Store& store;
        sync::TrustedClock& clock;
        const contract::Contract& contract;
        const contract::SchemaGate& gate;
        std::function<double()> random; ///< as of BackOff; from any thread
    };

    /// `sign` signs the time and commands, `receipts` what a batch is answered with.
    WayUp(Ground ground, const sync::SignatureKey& sign, const sync::SignatureKey& receipts);
    ~WayUp();
    WayUp(const WayUp&) = delete;
    WayUp& operator=(const WayUp&) = delete;

    /// Begins to ask for the line. To be called once.
    void start();
    /// Calls that run end as unreachable.
    void stop();
    /// Something durable was accepted.
    void wake() { m_sender.wake(); }

    [[nodiscard]] PlatformUpstream& upstream() { return m_upstream; }
    [[nodiscard]] sync::ContractCalls& calls() { return m_calls; }
    [[nodiscard]] std::string renewalProblem() const;
    [[nodiscard]] std::size_t lostByPlatform() const { return m_daily.lost(); }
    /// Turns of its threads that ended in an exception.
    [[nodiscard]] std::uint64_t faults() const;

private:
    Ground m_ground;
    sync::HttpsClient m_client;
    sync::PlatformTime m_time;
    sync::LineWatch m_line;
    sync::QueueCalls m_queueCalls;
    sync::ContractCalls m_calls;
    sync::Sender m_sender;
    sync::Reconciliation m_reconciliation;
    sync::DailyReconciliation m_daily;
    std::optional<KeptIdentity> m_identity;
    PlatformUpstream m_upstream;
};

} // namespace banshi::queue::gateway

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/enrol/est_client.h"
#include "banshi/queue/sync/back_off.h"
#include "banshi/queue/sync/turn_guard.h"

#include <mutex>
#include <thread>

namespace banshi::queue::enrol
{

/// When a certificate is to be renewed: at two thirds of its life.
[[nodiscard]] base::UtcTime renewalTime(const sync::CertificateLife& life);

/// Keeps the machine's certificate alive: renews it at two thirds of its life, or when it has ended while the machine
/// was dark; tries the new one, and goes back to the old one when only that works. Waits for a trusted time, and after
/// trouble with full jitter. Threads: one of its own.
class Renewal
{
public:
    static constexpr std::chrono::hours kLook{1};

    /// What it works with; all of it outlives the renewal. `probe` says whether the platform takes the identity in a
    /// file: nothing when the platform cannot be reached at all. `random` as of BackOff.
    struct Parts
    {
        IdentityFolder& folder;
        EstClient& est;
        std::function<std::optional<bool>(const std::filesystem::path&)> probe;
        const base::Clock& clock;
        std::function<double()> random;
    };

    explicit Renewal(Parts parts);
    ~Renewal();
    Renewal(const Renewal&) = delete;
    Renewal& operator=(const Renewal&) = delete;

    /// The line has come back: looks at once.
    void wake();
    /// Why the last renewal did not succeed, dotted; empty when it did or none was due.
    [[nodiscard]] std::string problem() const;
    /// Looks that ended in an exception.
    [[nodiscard]] std::uint64_t faults() const { return m_guard.faults(); }

private:
    void run(const std::stop_token& stop);
    [[nodiscard]] base::Nanoseconds look();
    [[nodiscard]] bool endTrial();
    [[nodiscard]] base::Nanoseconds after(const EnrolResult<void>& result);

    Parts m_parts;
    sync::BackOff m_backOff;
    mutable std::mutex m_mutex;
    std::string m_problem;   // guarded by m_mutex
    std::stop_source m_wake; // guarded by m_mutex
    sync::TurnGuard m_guard{"the renewal"};
    std::jthread m_thread;
};

} // namespace banshi::queue::enrol

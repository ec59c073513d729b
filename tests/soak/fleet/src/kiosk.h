// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/queue/store/platform_key.h"
#include "banshi/queue/sync/receipts.h"
#include "banshi/testing/fleet/fleet.h"

#include <random>

namespace banshi::testing::fleet
{

/// What one machine has to hand over, and what it makes of the answers. Threads: one.
class Kiosk
{
public:
    /// All references outlive the machine.
    struct Ground
    {
        const FleetOptions& options;
        const queue::store::PlatformKey& seal;
        const queue::sync::SignatureKey& receipts;
        const base::Clock& clock;
    };

    Kiosk(const Ground& ground, std::string device, std::uint64_t seed);

    [[nodiscard]] const std::string& device() const { return m_device; }
    [[nodiscard]] bool isDone() const { return m_done == m_ground.options.batches; }
    /// The batch that is to go now; the same until it is acknowledged.
    [[nodiscard]] const std::string& body();
    /// Takes the answer 200 to it. False when it is wrong.
    [[nodiscard]] bool take(const std::string& answer);
    [[nodiscard]] const std::vector<Acknowledged>& acknowledged() const { return m_acknowledged; }
    [[nodiscard]] bool chance(int percent);
    /// A random part of it.
    [[nodiscard]] std::chrono::milliseconds part(std::chrono::milliseconds of);

private:
    [[nodiscard]] nlohmann::json item();

    const Ground m_ground;
    const std::string m_device;
    std::mt19937_64 m_random;
    std::string m_epoch;
    std::int64_t m_seq = 0;
    std::string m_digest = queue::sync::kFirstDigest;
    int m_done = 0;
    std::string m_body;
    std::vector<Acknowledged> m_sent; // of m_body
    std::vector<Acknowledged> m_acknowledged;
};

} // namespace banshi::testing::fleet

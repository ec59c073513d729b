// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/district/records.h"
#include "connections.h"

#include <atomic>

namespace banshi::queue::district
{

/// Outgoing over PostgreSQL: a device is found in its partition with FOR UPDATE SKIP LOCKED and leased in the same
/// transaction. Threads: any.
class PostgresOutgoing : public Outgoing
{
public:
    PostgresOutgoing(Connections& connections, std::string instance, std::chrono::milliseconds lease)
        : m_connections(connections), m_instance(std::move(instance)), m_lease(lease)
    {
    }

    [[nodiscard]] DistrictResult<std::vector<std::string>> claim(int most) override;
    [[nodiscard]] DistrictResult<bool> renew(const std::string& device) override;
    [[nodiscard]] DistrictResult<std::map<std::string, store::SealedBlob>>
    nextPicture(const std::string& device) override;
    [[nodiscard]] DistrictResult<void> settlePicture(const std::string& device, const std::string& sha256,
                                                     const std::string& code) override;
    [[nodiscard]] DistrictResult<store::OutboundBatch> nextBatch(const std::string& device, int most) override;
    [[nodiscard]] DistrictResult<void> settle(const std::string& device, const std::vector<End>& ends) override;
    [[nodiscard]] DistrictResult<bool> sendPicturesAgain(const std::string& device) override;
    [[nodiscard]] DistrictResult<void> release(const std::string& device, std::chrono::milliseconds pause) override;

private:
    [[nodiscard]] DistrictResult<void> claimFrom(int partition, int most, std::vector<std::string>& into);

    Connections& m_connections;
    const std::string m_instance;
    const std::chrono::milliseconds m_lease;
    std::atomic<int> m_next = 0; // partition at which the next claim begins
};

} // namespace banshi::queue::district

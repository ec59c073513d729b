// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "acceptance.h"
#include "connections.h"

namespace banshi::queue::district
{

/// Intake over PostgreSQL. Threads: any.
class PostgresIntake : public Intake
{
public:
    explicit PostgresIntake(Connections& connections) : m_connections(connections) {}

    [[nodiscard]] DistrictResult<Acceptance> accept(const IncomingBatch& batch) override;
    [[nodiscard]] DistrictResult<bool> keepPicture(const std::string& device, const std::string& sha256,
                                                   const store::SealedBlob& picture) override;
    [[nodiscard]] DistrictResult<PartTaken> keepPart(const std::string& device, const PicturePart& part) override;
    [[nodiscard]] DistrictResult<HeldPicture> heldPicture(const std::string& device,
                                                          const std::string& sha256) override;
    [[nodiscard]] DistrictResult<std::optional<KeptItem>> find(const std::string& device,
                                                               const std::string& key) override;
    [[nodiscard]] DistrictResult<Comparison> compare(const Stretch& stretch) override;
    [[nodiscard]] DistrictResult<DistrictCounts> counts() override;

private:
    Connections& m_connections;
};

} // namespace banshi::queue::district

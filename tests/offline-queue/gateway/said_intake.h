// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/district/records.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

/// Records in memory that fail as a test wants. Threads: one.
class SaidIntake : public banshi::queue::district::Intake
{
public:
    static constexpr std::int64_t kWhole = 10; ///< bytes of a picture in parts

    std::optional<banshi::queue::district::DistrictCode> failure;
    std::map<std::string, banshi::queue::district::KeptItem> items; ///< by device and key
    std::vector<banshi::queue::district::IncomingBatch> batches;
    std::string firstAt;                         ///< when the first answer was given
    std::map<std::string, std::string> pictures; ///< by device and hash
    banshi::queue::district::Stretch asked;
    banshi::queue::district::Comparison difference;

    banshi::queue::district::DistrictResult<banshi::queue::district::Acceptance>
    accept(const banshi::queue::district::IncomingBatch& batch) override;
    banshi::queue::district::DistrictResult<bool> keepPicture(const std::string& device, const std::string& sha256,
                                                              const banshi::queue::store::SealedBlob& picture) override;
    banshi::queue::district::DistrictResult<banshi::queue::district::PartTaken>
    keepPart(const std::string& device, const banshi::queue::district::PicturePart& part) override;
    banshi::queue::district::DistrictResult<banshi::queue::district::HeldPicture>
    heldPicture(const std::string& device, const std::string& sha256) override;
    banshi::queue::district::DistrictResult<std::optional<banshi::queue::district::KeptItem>>
    find(const std::string& device, const std::string& key) override;
    banshi::queue::district::DistrictResult<banshi::queue::district::Comparison>
    compare(const banshi::queue::district::Stretch& stretch) override;
    banshi::queue::district::DistrictResult<banshi::queue::district::DistrictCounts> counts() override;
};

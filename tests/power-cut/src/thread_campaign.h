// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/store.h"
#include "banshi/testing/queue/platform_keys.h"
#include "banshi/testing/queue/power_cut_vfs.h"

#include <cstdint>
#include <filesystem>

namespace banshi::testing::powercut
{

/// What one or more cuts have shown.
struct Tally
{
    std::int64_t runs = 0;
    std::int64_t acknowledged = 0;
    std::int64_t lost = 0;
    std::int64_t doubled = 0;
    std::int64_t quarantined = 0; ///< runs after which the file was found damaged
    std::int64_t unusable = 0;    ///< runs after which the store did not accept
};

/// What the machine stands on. All but the first are negative controls: a campaign that finds nothing on them is blind.
enum class Disk
{
    Honest, ///< the product's setting on a disk that keeps its word
    NoSync, ///< `synchronous=NORMAL`: the log is not synced at each commit
    Lying,  ///< syncs answer well and make nothing durable, as `synchronous=OFF`
            ///< or a bad disk
};

/// The options of a machine of a campaign.
[[nodiscard]] banshi::queue::store::StoreOptions optionsFor(const std::filesystem::path& folder,
                                                            const queue::PowerCutVfs& vfs, Disk disk);

/// Several threads work at once when the power goes. Threads: one.
class ThreadCampaign
{
public:
    /// `folder` must be empty and is used for the files of one run at a time.
    ThreadCampaign(std::filesystem::path folder, Disk disk);

    void cut(std::uint64_t seed);
    [[nodiscard]] const Tally& tally() const { return m_tally; }

private:
    const std::filesystem::path m_folder;
    const Disk m_disk;
    queue::PowerCutVfs m_vfs;
    queue::PlatformKeys m_keys;
    Tally m_tally;
};

} // namespace banshi::testing::powercut

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

/// Cuts the power again and again. Threads: one.
class Campaign
{
public:
    /// `folder` must be empty and is used for the files of one run at a time.
    Campaign(std::filesystem::path folder, bool syncEveryCommit);

    void cut(std::uint64_t seed);
    [[nodiscard]] const Tally& tally() const { return m_tally; }

private:
    const std::filesystem::path m_folder;
    const bool m_syncEveryCommit;
    queue::PowerCutVfs m_vfs;
    queue::PlatformKeys m_keys;
    Tally m_tally;
};

} // namespace banshi::testing::powercut

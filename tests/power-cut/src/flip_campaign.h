// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/store.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/queue/platform_keys.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>

namespace banshi::testing::powercut
{

/// What flipping bits has shown.
struct FlipTally
{
    std::int64_t flips = 0;
    std::int64_t repaired = 0; ///< everything is as it was, and the store says
                               ///< that it mended something
    std::int64_t harmless = 0; ///< everything is as it was
    std::int64_t detected = 0; ///< something is not as it was, and the store says so
    std::int64_t lost = 0;     ///< items that are gone or parked, in detected flips
    std::int64_t silent = 0;   ///< something is not as it was, and nothing says so: must be none
    std::int64_t fatal = 0;    ///< the store does not accept: must be none
};

/// Turns one bit round in one byte after the other of a small machine's files, opens the store and looks at what it
/// shows. Threads: one.
class FlipCampaign
{
public:
    /// `folder` must be empty.
    explicit FlipCampaign(std::filesystem::path folder);
    ~FlipCampaign();

    /// Bytes of all files together.
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }
    void flip(std::uint64_t byte, int bit);

    [[nodiscard]] const FlipTally& tally() const { return m_tally; }

private:
    /// What a store shows to those who use it.
    struct View;

    void fill();
    void keep(const std::filesystem::path& from);
    void lay() const;
    [[nodiscard]] banshi::queue::store::StoreOptions options() const;
    [[nodiscard]] View look(banshi::queue::store::Store& store) const;

    const std::filesystem::path m_folder;
    ManualClock m_clock;
    queue::PlatformKeys m_keys;
    std::map<std::string, std::string> m_files; // content by relative path
    std::uint64_t m_bytes = 0;
    std::unique_ptr<View> m_sound;
    FlipTally m_tally;
};

} // namespace banshi::testing::powercut

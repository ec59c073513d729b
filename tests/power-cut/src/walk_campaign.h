// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/testing/manual_clock.h"
#include "thread_campaign.h"
#include "walker.h"

#include <memory>

namespace banshi::testing::powercut
{

/// One machine after the other, each held against the model after every trouble. Threads: one.
class WalkCampaign
{
public:
    using Vfs = queue::PowerCutVfs;

    /// `folder` must be empty and is used for the files of one machine at a time.
    WalkCampaign(std::filesystem::path folder, Disk disk);

    /// Lives the fixed day again and again and cuts the power after each single write of it, with each kind of loss;
    /// `most` cuts at most, evenly spread; 0
    /// for all.
    void cutAfterEveryWrite(std::uint64_t seed, std::uint64_t most);
    /// The same day with each fault at each write or sync, once or from there to
    /// the end of the step; then a cut.
    void failAtEveryWrite(std::uint64_t seed, std::uint64_t most);
    /// Random steps, cuts, faults and restarts.
    void wander(std::uint64_t seed);

    [[nodiscard]] const Tally& tally() const { return m_tally; }

private:
    struct Machine;
    [[nodiscard]] std::unique_ptr<Machine> newMachine(std::uint64_t seed);
    [[nodiscard]] std::uint64_t countOfDay(std::uint64_t seed, bool isSyncs);
    void liveFixedDay(Machine& machine, const std::function<bool()>& isOver);
    void cutDay(std::uint64_t seed, std::uint64_t after, Vfs::Loss loss);
    void faultyDay(std::uint64_t seed, std::uint64_t after, Vfs::Fault fault, std::uint64_t count);
    /// Power comes back, the store opens, doubt is settled, everything is compared.
    void restart(Machine& machine, Vfs::Loss loss);
    void compare(Machine& machine, const std::string& when);

    const std::filesystem::path m_folder;
    const Disk m_disk;
    Vfs m_vfs;
    queue::PlatformKeys m_keys;
    ManualClock m_clock;
    Tally m_tally;
};

} // namespace banshi::testing::powercut

// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk_campaign.h"

#include "comparison.h"

#include <cstdio>

namespace banshi::testing::powercut
{

namespace store = banshi::queue::store;

struct WalkCampaign::Machine
{
    Machine(const base::Clock& clock, std::uint64_t seed) : name("seed " + std::to_string(seed)), walker(clock, seed) {}

    store::StoreOptions options;
    std::string name;
    Walker walker;
    std::unique_ptr<store::Store> store;
    std::size_t told = 0; ///< violations that are printed already
};

WalkCampaign::WalkCampaign(std::filesystem::path folder, Disk disk)
    : m_folder(std::move(folder)), m_disk(disk), m_vfs("power-cut-walk")
{
    m_vfs.setLying(disk == Disk::Lying);
}

std::unique_ptr<WalkCampaign::Machine> WalkCampaign::newMachine(std::uint64_t seed)
{
    std::filesystem::remove_all(m_folder);
    auto machine = std::make_unique<Machine>(m_clock, seed);
    machine->options = optionsFor(m_folder, m_vfs, m_disk);
    return machine;
}

void WalkCampaign::liveFixedDay(Machine& machine, const std::function<bool()>& isOver)
{
    machine.store = std::make_unique<store::Store>(machine.options, m_keys.publicKey(), m_clock);
    const auto day = fixedDay();
    for (std::size_t at = 0; at < day.size() && !isOver(); ++at)
    {
        if (!machine.walker.walk(*machine.store, day[at]) && !m_vfs.isOff())
            machine.walker.settleDoubt(*machine.store, [this] { return m_vfs.isOff(); });
        if (at == day.size() / 2 && !isOver()) // a clean stop and start belongs to the day
        {
            machine.store.reset();
            machine.store = std::make_unique<store::Store>(machine.options, m_keys.publicKey(), m_clock);
        }
    }
}

std::uint64_t WalkCampaign::countOfDay(std::uint64_t seed, bool isSyncs)
{
    auto machine = newMachine(seed);
    const std::uint64_t before = isSyncs ? m_vfs.syncs() : m_vfs.writes();
    liveFixedDay(*machine, [] { return false; });
    machine->store.reset();
    return (isSyncs ? m_vfs.syncs() : m_vfs.writes()) - before;
}

void WalkCampaign::cutAfterEveryWrite(std::uint64_t seed, std::uint64_t most)
{
    constexpr Vfs::Loss kLosses[] = {Vfs::Loss::All, Vfs::Loss::RandomSectors, Vfs::Loss::Torn};
    const std::uint64_t writes = countOfDay(seed, false);
    const std::uint64_t cuts = writes * std::size(kLosses);
    const std::uint64_t wanted = most == 0 ? cuts : std::min(cuts, most);
    for (std::uint64_t cut = 0; cut < wanted; ++cut)
    {
        const std::uint64_t number = cut * cuts / wanted;
        cutDay(seed, number / std::size(kLosses), kLosses[number % std::size(kLosses)]);
    }
}

void WalkCampaign::cutDay(std::uint64_t seed, std::uint64_t after, Vfs::Loss loss)
{
    auto machine = newMachine(seed);
    machine->name += ", cut after write " + std::to_string(after);
    m_vfs.cutAfter(after);
    liveFixedDay(*machine, [this] { return m_vfs.isOff(); });
    restart(*machine, loss);
}

void WalkCampaign::failAtEveryWrite(std::uint64_t seed, std::uint64_t most)
{
    constexpr Vfs::Fault kFaults[] = {Vfs::Fault::WriteError, Vfs::Fault::DiskFull, Vfs::Fault::ShortWrite,
                                      Vfs::Fault::SyncError};
    constexpr std::uint64_t kCounts[] = {1, 20}; // once; for as long as a step may try again
    std::vector<std::function<void()>> days;
    for (const auto fault : kFaults)
    {
        const std::uint64_t places = countOfDay(seed, fault == Vfs::Fault::SyncError);
        for (std::uint64_t place = 0; place < places; ++place)
            for (const auto count : kCounts)
                days.emplace_back([this, seed, place, fault, count] { faultyDay(seed, place, fault, count); });
    }
    const std::size_t wanted = most == 0 ? days.size() : std::min<std::size_t>(days.size(), most);
    for (std::size_t day = 0; day < wanted; ++day)
        days[day * days.size() / wanted]();
}

void WalkCampaign::faultyDay(std::uint64_t seed, std::uint64_t after, Vfs::Fault fault, std::uint64_t count)
{
    auto machine = newMachine(seed);
    machine->name += ", fault " + std::to_string(static_cast<int>(fault)) + " × " + std::to_string(count) + " at " +
                     std::to_string(after);
    m_vfs.failAfter(after, fault, count);
    liveFixedDay(*machine, [] { return false; });
    restart(*machine, after % 2 == 0 ? Vfs::Loss::All : Vfs::Loss::RandomSectors);
}

void WalkCampaign::wander(std::uint64_t seed)
{
    constexpr int kLength = 60;
    constexpr std::uint64_t kMostWrites = 150;
    auto machine = newMachine(seed);
    auto& random = machine->walker.random();
    machine->store = std::make_unique<store::Store>(machine->options, m_keys.publicKey(), m_clock);
    for (int step = 0; step < kLength; ++step)
    {
        constexpr std::uint64_t kTroubles = 25;
        switch (random() % kTroubles)
        {
        case 0:
            m_vfs.cutAfter(random() % kMostWrites);
            break;
        case 1:
            m_vfs.failAfter(random() % kMostWrites, static_cast<Vfs::Fault>(random() % 4), 1 + random() % 8);
            break;
        case 2:
            machine->store.reset();
            machine->store = std::make_unique<store::Store>(machine->options, m_keys.publicKey(), m_clock);
            break;
        default:
            break;
        }
        const bool isSure = machine->walker.walk(*machine->store, static_cast<Step>(random() % kSteps));
        if (!isSure && !m_vfs.isOff())
            machine->walker.settleDoubt(*machine->store, [this] { return m_vfs.isOff(); });
        if (m_vfs.isOff())
            restart(*machine, static_cast<Vfs::Loss>(random() % 3));
    }
    restart(*machine, Vfs::Loss::All);
}

void WalkCampaign::restart(Machine& machine, Vfs::Loss loss)
{
    machine.store.reset();
    m_vfs.restore(loss, machine.walker.random()());
    machine.store = std::make_unique<store::Store>(machine.options, m_keys.publicKey(), m_clock);
    machine.walker.settleDoubt(*machine.store, [this] { return m_vfs.isOff(); });
    ++m_tally.runs;
    m_tally.unusable += machine.store->health().accepting ? 0 : 1;
    m_tally.quarantined += std::filesystem::exists(m_folder / "quarantine") ? 1 : 0;
    compare(machine, "after a restart");
}

void WalkCampaign::compare(Machine& machine, const std::string& when)
{
    auto lines = differences(*machine.store, machine.walker.model(), m_keys);
    const auto& broken = machine.walker.violations();
    lines.insert(lines.end(), broken.begin() + static_cast<std::ptrdiff_t>(machine.told), broken.end());
    machine.told = broken.size();
    for (const auto& line : lines)
    {
        const bool isDoubled = line.starts_with("doubled");
        (isDoubled ? m_tally.doubled : m_tally.lost) += 1;
        if (m_disk == Disk::Honest)
            std::fprintf(stderr, "%s, %s: %s\n", machine.name.c_str(), when.c_str(), line.c_str());
    }
    m_tally.acknowledged = m_tally.acknowledged + machine.walker.acknowledged();
}

} // namespace banshi::testing::powercut

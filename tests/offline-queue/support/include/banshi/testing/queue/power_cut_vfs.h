// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace banshi::testing::queue
{

/// A SQLite file layer whose power can be cut: every write since the file's last sync is remembered with what stood
/// there before, and undone when power comes back. Syncs are free, so a cut costs a few milliseconds.
/// Threads: any.
class PowerCutVfs
{
public:
    /// What an unsynced write leaves behind.
    enum class Loss
    {
        All,           ///< nothing of it
        RandomSectors, ///< any half of its 512-byte sectors
    };

    /// Registers the layer under `name`, which must be unique in the process.
    explicit PowerCutVfs(const std::string& name);
    ~PowerCutVfs();
    PowerCutVfs(const PowerCutVfs&) = delete;
    PowerCutVfs& operator=(const PowerCutVfs&) = delete;

    [[nodiscard]] const std::string& name() const;
    /// Lets that many more writes through, then the power is off: writes, syncs and new files fail.
    void cutAfter(std::uint64_t writes);
    [[nodiscard]] bool isOff() const;
    /// Undoes what was not synced and turns the power on. All files must be closed.
    void restore(Loss loss, std::uint64_t seed);
    /// Lets the next syncs fail with an I/O error, as a dying disk does.
    void failSyncs(int count);

    class State;

private:
    std::unique_ptr<State> m_state;
};

} // namespace banshi::testing::queue

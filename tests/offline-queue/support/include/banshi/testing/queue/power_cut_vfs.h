// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace banshi::testing::queue
{

/// A SQLite file layer whose power can be cut: every write since the file's last sync is remembered with what stood
/// there before, and undone when power comes back; files that no sync has made durable are gone. Syncs are free, so a
/// cut costs a few milliseconds. It can also answer a write or a sync with an error, as a full or dying disk does.
/// Threads: any.
class PowerCutVfs
{
public:
    /// What unsynced writes leave behind.
    enum class Loss
    {
        All,           ///< nothing of them
        RandomSectors, ///< any half of their 512-byte sectors
        Torn,          ///< the first few whole, the next up to some byte, the rest not at
                       ///< all
    };

    /// How a write or a sync fails.
    enum class Fault
    {
        WriteError, ///< EIO, nothing is written
        DiskFull,   ///< ENOSPC, nothing is written
        ShortWrite, ///< ENOSPC after half of the bytes
        SyncError,  ///< EIO from a sync
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
    /// Lets `after` more writes (syncs for SyncError) pass, then `count` of them
    /// fail.
    void failAfter(std::uint64_t after, Fault fault, std::uint64_t count);
    /// While `isFull()` says so no write succeeds (ENOSPC).
    void setFull(std::function<bool()> isFull);
    /// A disk that lies: syncs answer well and make nothing durable.
    void setLying(bool isLying);

    /// Writes (truncations too) and syncs since the layer was made.
    [[nodiscard]] std::uint64_t writes() const;
    [[nodiscard]] std::uint64_t syncs() const;

    class State;

private:
    std::unique_ptr<State> m_state;
};

} // namespace banshi::testing::queue

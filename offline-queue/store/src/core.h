// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "background_check.h"
#include "ballast.h"
#include "banshi/queue/store/store.h"
#include "epochs.h"
#include "machine_key_file.h"
#include "room_gauge.h"
#include "writer.h"

namespace banshi::queue::store
{

/// What outbox, blobs, journal and settings share. Threads: any.
class Core
{
public:
    Core(StoreOptions options, PlatformKey key, const base::Clock& clock);

    [[nodiscard]] const StoreOptions& options() const { return m_options; }
    [[nodiscard]] const PlatformKey& platformKey() const { return m_platformKey; }
    [[nodiscard]] const base::Clock& clock() const { return m_clock; }
    [[nodiscard]] const std::string& bootId() const { return m_bootId; }
    /// Errors: as MachineKeyFile::get().
    [[nodiscard]] StoreResult<const KeyRing*> machineKeys() { return m_machineKey.get(); }
    [[nodiscard]] MachineKeyFile& machineKeyFile() { return m_machineKey; }
    [[nodiscard]] Writer& writer() { return m_writer; }
    [[nodiscard]] Ballast& ballast() { return m_ballast; }
    [[nodiscard]] const Ballast& ballast() const { return m_ballast; }
    [[nodiscard]] BackgroundCheck& check() { return m_check; }
    /// Threads: the writer's.
    [[nodiscard]] RoomGauge& gauge() { return m_gauge; }
    /// The epoch of what is accepted now, since the file was opened. Threads: the writer's.
    [[nodiscard]] const Epoch& epoch() const { return m_epoch; }
    void setEpoch(Epoch epoch) { m_epoch = std::move(epoch); }

    [[nodiscard]] std::int64_t nowMillis() const { return base::toUnixMillis(m_clock.wall().utc); }
    /// Held while a picture's file and row are written.
    [[nodiscard]] std::mutex& pictureMutex() { return m_pictureMutex; }
    [[nodiscard]] std::filesystem::path blobFolder() const { return m_options.dataDir / "blobs"; }
    [[nodiscard]] std::filesystem::path blobFile(const std::string& sha256) const;
    /// Removes a sealed file; a missing one is fine, and one that stays is removed at the next start.
    void removeBlobFile(const std::string& sha256) const;

private:
    const StoreOptions m_options;
    const PlatformKey m_platformKey;
    const base::Clock& m_clock;
    const std::string m_bootId;
    MachineKeyFile m_machineKey;
    std::mutex m_pictureMutex;
    Ballast m_ballast;
    BackgroundCheck m_check;
    RoomGauge m_gauge;
    Epoch m_epoch;
    Writer m_writer; // last: its thread uses the others
};

} // namespace banshi::queue::store

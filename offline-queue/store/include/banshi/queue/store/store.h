// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/blobs.h"
#include "banshi/queue/store/inspection.h"
#include "banshi/queue/store/journal.h"
#include "banshi/queue/store/outbox.h"
#include "banshi/queue/store/platform_key.h"
#include "banshi/queue/store/settings.h"

#include <chrono>
#include <filesystem>
#include <memory>

namespace banshi::queue::store
{

/// Where the durable file lives and how large it may grow.
struct StoreOptions
{
    std::filesystem::path dataDir;
    std::string deviceId;
    std::int64_t fileBudget = std::int64_t{512} * 1024 * 1024;  ///< bytes of queue.db
    std::int64_t blobBudget = std::int64_t{1024} * 1024 * 1024; ///< bytes of sealed pictures
    std::int64_t diskReserve = std::int64_t{64} * 1024 * 1024;  ///< bytes that stay free on the disk
    std::int64_t ballast = std::int64_t{64} * 1024 * 1024;      ///< bytes held until the disk is full; 0: none
    std::chrono::hours ageBudget{30 * 24};                      ///< how long something may wait while nothing arrives
    std::string tpm;                                            ///< TCTI of the TPM 2 that seals the machine key, see
                                                                ///< tpm.h; empty for a file that only we read
    std::chrono::milliseconds tpmPatience{20'000};              ///< how long one use of the TPM may take: many times
                                                                ///< what a slow chip needs for an ECC key
    std::string vfs;                                            ///< SQLite VFS by name; empty for the system's
    bool syncEveryCommit = true;                                ///< false loses acknowledged items at a power
                                                                ///< cut: negative control of tests only
};

/// What a technician and the front page need to know. Measured when asked for.
struct StoreHealth
{
    bool accepting = false;
    std::string problem; ///< dotted code when not accepting; empty otherwise
    std::string detail;  ///< for developers
    QueueCounts counts;
    std::int64_t usedBytes = 0; ///< of the file's budget
    std::int64_t budgetBytes = 0;
    std::int64_t freeBytes = 0; ///< on the disk
    int fillPercent = 0;        ///< of the tightest limit: file, pictures, disk, age
    Watermark watermark = Watermark::None;
    bool hasBallast = false;     ///< the room that lets a full disk drain is held
    bool isFullyChecked = false; ///< every unsent row has been held against its
                                 ///< hashes since the start
    bool isKeySealed = false;    ///< the machine key lies sealed by a TPM
    bool isRealtime = false;     ///< the writer thread runs as SCHED_FIFO
};

class Core;

/// The machine's one durable file: outbox, journal, settings, audit (FORMAT.md). What a call has returned as accepted
/// survives a power cut. Opening never fails for good: while the file cannot be used each call says why, and the next
/// one tries again. Threads: any; all SQL runs in one writer thread.
class Store
{
public:
    /// `clock` must outlive the store.
    Store(StoreOptions options, PlatformKey key, const base::Clock& clock);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    [[nodiscard]] Outbox& outbox() { return m_outbox; }
    [[nodiscard]] Blobs& blobs() { return m_blobs; }
    [[nodiscard]] Journal& journal() { return m_journal; }
    [[nodiscard]] Settings& settings() { return m_settings; }
    [[nodiscard]] Inspection& inspection() { return m_inspection; }

    /// Measures now; after a failed write it also tries a small one, so that a mended disk is noticed.
    [[nodiscard]] StoreHealth health();

private:
    std::unique_ptr<Core> m_core;
    Outbox m_outbox;
    Blobs m_blobs;
    Journal m_journal;
    Settings m_settings;
    Inspection m_inspection;
};

} // namespace banshi::queue::store

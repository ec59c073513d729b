// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/inspection.h"

#include <filesystem>
#include <memory>

namespace banshi::queue::store
{

class Connection;

/// The data folder of a machine that does not run: a copy, the disk of a dead machine. Nothing in the folder is touched
/// (the file and its WAL are read from a private copy), no key is needed. A file that is damaged is read out row by
/// row. Threads: one.
class QueueCopy
{
public:
    /// `clock` must outlive the copy. Errors: CannotOpen (no such file, no room for the copy), Io, ….
    [[nodiscard]] static StoreResult<std::unique_ptr<QueueCopy>> open(const std::filesystem::path& dataDir,
                                                                      const base::Clock& clock);
    ~QueueCopy();
    QueueCopy(const QueueCopy&) = delete;
    QueueCopy& operator=(const QueueCopy&) = delete;

    /// As those of Inspection. Errors: Damaged, Io, ….
    [[nodiscard]] StoreResult<QueueStats> stats() const;
    [[nodiscard]] StoreResult<std::vector<ItemSummary>> list(const ListQuery& query) const;
    [[nodiscard]] StoreResult<ItemSummary> show(const std::string& name) const;
    [[nodiscard]] StoreResult<VerifyReport> verify() const;
    [[nodiscard]] StoreResult<std::int64_t> exportUnsent(const ExportSink& sink) const;

    /// Whether rows had to be salvaged; then what could not be read is missing.
    [[nodiscard]] bool isSalvaged() const { return m_isSalvaged; }

private:
    explicit QueueCopy(const base::Clock& clock);

    const base::Clock& m_clock;
    std::filesystem::path m_dataDir;
    std::filesystem::path m_private; // removed with the object
    std::unique_ptr<Connection> m_database;
    bool m_isSalvaged = false;
};

} // namespace banshi::queue::store

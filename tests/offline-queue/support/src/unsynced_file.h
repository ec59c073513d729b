// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/testing/queue/power_cut_vfs.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace banshi::testing::queue
{

/// What was written to one file since its last sync, newest last. Threads: one.
class UnsyncedFile
{
public:
    /// Remembers the bytes that a write of `size` bytes at `offset` replaces; to be called before the write.
    void beforeWrite(const std::string& path, std::int64_t offset, std::int64_t size);
    /// Remembers the end that a truncation cuts off.
    void beforeTruncate(const std::string& path, std::int64_t size);
    void synced() { m_steps.clear(); }
    /// Puts the file on disk into the state after a power cut.
    void undo(const std::string& path, PowerCutVfs::Loss loss, std::mt19937_64& random);

private:
    struct Step
    {
        std::int64_t offset;
        std::vector<char> before;
        std::int64_t sizeBefore;
    };
    std::vector<Step> m_steps;
};

} // namespace banshi::testing::queue

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/testing/queue/power_cut_vfs.h"

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace banshi::testing::queue
{

/// What was written to one file since its last sync, newest last. Threads: one.
class UnsyncedFile
{
public:
    /// Remembers what a write of `bytes` at `offset` replaces; to be called before the write.
    void beforeWrite(const std::string& path, std::int64_t offset, std::span<const char> bytes);
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
        std::vector<char> after; ///< empty for a truncation
        std::int64_t sizeBefore;
    };
    void undoFrom(std::size_t first, std::vector<char>& image) const;
    [[nodiscard]] static std::vector<char> keepSectors(const std::vector<char>& written, std::vector<char> image,
                                                       std::mt19937_64& random);
    [[nodiscard]] std::vector<char> tear(std::vector<char> image, std::mt19937_64& random) const;

    std::vector<Step> m_steps;
};

} // namespace banshi::testing::queue

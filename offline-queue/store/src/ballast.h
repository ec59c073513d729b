// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>

namespace banshi::queue::store
{

/// A file that holds room on the disk until the disk is full: given up, it lets the queue write down what the platform
/// has taken, and so drain (measured: without it SQLite cannot even delete). Threads: the writer's; isMissing() any.
class Ballast
{
public:
    /// `size` 0: none is wanted.
    Ballast(std::filesystem::path file, std::int64_t size) : m_file(std::move(file)), m_size(size) {}

    /// Lays the file down, blocks and all, when the disk has room for it and `reserve` bytes more.
    void lay(std::int64_t reserve);
    /// Gives the room up. False when there was none to give.
    bool release();
    /// Whether one is wanted and not there.
    [[nodiscard]] bool isMissing() const { return m_size > 0 && !m_isThere; }

private:
    const std::filesystem::path m_file;
    const std::int64_t m_size; // bytes
    std::atomic<bool> m_isThere = false;
};

} // namespace banshi::queue::store

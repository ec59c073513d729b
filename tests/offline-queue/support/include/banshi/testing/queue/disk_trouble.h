// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace banshi::testing::queue
{

/// A disk that turns read-only, full or faulty under files that are open: while it lives it stands between SQLite's own
/// file layer and the system calls that change a disk (open for writing, write, truncate, sync's folder, unlink), which
/// answer an errno of the test's. SQLite draws its own conclusions from it, as on a real disk. One at a time in a
/// process, made before the first file is opened. Threads: any.
class DiskTrouble
{
public:
    DiskTrouble();
    /// Mends the disk.
    ~DiskTrouble();
    DiskTrouble(const DiskTrouble&) = delete;
    DiskTrouble& operator=(const DiskTrouble&) = delete;

    /// Every change fails from now on: EROFS, ENOSPC or EIO.
    void begin(int errorNumber);
    /// Changes succeed again.
    void mend();
    /// Changes that were refused so far.
    [[nodiscard]] static int refused();

private:
    std::vector<const char*> m_replaced;
};

} // namespace banshi::testing::queue

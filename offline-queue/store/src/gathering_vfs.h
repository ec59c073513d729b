// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

struct sqlite3_vfs;

namespace banshi::queue::store
{

/// A VFS over another one that hands a commit's log to the disk in one write. SQLite writes two pieces for each page of
/// a commit, a header of 24 bytes and the page; a small acceptance is some twelve system calls before its sync. What is
/// gathered reaches the file with the commit's last page, and before a read or anything else that looks at the log; its
/// failure is the failure of that call, and SQLite takes the whole commit back. Files other than logs are not touched.
/// Source: sqlite.org/vfs.html and sqlite.org/walformat.html. Threads: one object per connection, the connection's.
class GatheringVfs
{
public:
    /// `below` names a registered VFS, empty: the system's. Throws SqlFault when there is no such one.
    explicit GatheringVfs(const std::string& below);
    /// No file may be open any more.
    ~GatheringVfs();
    GatheringVfs(const GatheringVfs&) = delete;
    GatheringVfs& operator=(const GatheringVfs&) = delete;

    [[nodiscard]] const std::string& name() const { return m_name; }

private:
    std::string m_name;
    std::unique_ptr<sqlite3_vfs> m_vfs;
};

} // namespace banshi::queue::store

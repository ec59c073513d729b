// SPDX-License-Identifier: GPL-3.0-or-later
#include "core.h"

#include "file_opener.h"
#include "files.h"
#include "schema.h"

#include <fstream>

namespace banshi::queue::store
{

namespace
{

std::string readBootId()
{
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string id;
    std::getline(file, id);
    return id;
}

} // namespace

Core::Core(StoreOptions options, PlatformKey key, const base::Clock& clock)
    : m_options(std::move(options)), m_platformKey(std::move(key)), m_clock(clock), m_bootId(readBootId()),
      m_machineKey(m_options.dataDir / "machine.key"),
      m_writer(
          [opener = std::make_shared<FileOpener>(*this)](bool isKnownDamaged) { return opener->open(isKnownDamaged); })
{
}

std::filesystem::path Core::blobFile(const std::string& sha256) const
{
    return m_options.dataDir / "blobs" / (sha256 + ".sealed");
}

void Core::removeBlobFile(const std::string& sha256) const
{
    std::error_code ignored;
    std::filesystem::remove(blobFile(sha256), ignored);
}

std::int64_t usedBytes(Connection& database)
{
    return (database.number("PRAGMA page_count") - database.number("PRAGMA freelist_count")) * kPageSize;
}

void requireRoom(Connection& database, const StoreOptions& options)
{
    constexpr std::int64_t kPercent = 95; // the rest is kept for outcomes and for settling what is queued
    if (usedBytes(database) * 100 >= options.fileBudget * kPercent)
        throw SqlFault{{StoreCode::Full, "the file's budget is used up", base::Retry::NeedsAttendant}};
    if (freeBytes(options.dataDir) < options.diskReserve)
        throw SqlFault{{StoreCode::Full, "the disk's reserve is reached", base::Retry::NeedsAttendant}};
}

} // namespace banshi::queue::store

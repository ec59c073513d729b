// SPDX-License-Identifier: GPL-3.0-or-later
#include "gathering_vfs.h"

#include "sqlite.h"

#include <algorithm>
#include <cstddef>
#include <new>
#include <sqlite3.h>

namespace banshi::queue::store
{

namespace
{

sqlite3_vfs* belowOf(sqlite3_vfs* vfs)
{
    return static_cast<sqlite3_vfs*>(vfs->pAppData);
}

/// Calls the same function of the VFS below.
template <auto Function>
struct VfsCall;
template <class Result, class... Values, Result (*sqlite3_vfs::*Function)(sqlite3_vfs*, Values...)>
struct VfsCall<Function>
{
    static Result forward(sqlite3_vfs* vfs, Values... values)
    {
        return (belowOf(vfs)->*Function)(belowOf(vfs), values...);
    }
};

/// SQLite gives the memory; the file below stands behind this.
struct LogFile : sqlite3_file
{
    sqlite3_file* below = nullptr;
    Bytes gathered;         // contiguous
    sqlite3_int64 from = 0; // where the gathered bytes belong
    bool isCommit = false;  // the page to come is a commit's last one

    /// Hands over what was gathered; it is gone even when that fails, as it would be from a file that refused it.
    int flush()
    {
        if (gathered.empty())
            return SQLITE_OK;
        const int result = below->pMethods->xWrite(below, gathered.data(), static_cast<int>(gathered.size()), from);
        gathered.clear();
        return result;
    }
};

constexpr std::size_t kOwnBytes =
    (sizeof(LogFile) + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t);

LogFile& logOf(sqlite3_file* file)
{
    return static_cast<LogFile&>(*file);
}

/// Calls the same function of the file below once it has what was gathered.
template <auto Function>
struct FileCall;
template <class... Values, int (*sqlite3_io_methods::*Function)(sqlite3_file*, Values...)>
struct FileCall<Function>
{
    static int flushed(sqlite3_file* file, Values... values)
    {
        LogFile& log = logOf(file);
        const int result = log.flush();
        return result == SQLITE_OK ? (log.below->pMethods->*Function)(log.below, values...) : result;
    }
    static int direct(sqlite3_file* file, Values... values)
    {
        LogFile& log = logOf(file);
        return (log.below->pMethods->*Function)(log.below, values...);
    }
};

int closeLog(sqlite3_file* file)
{
    LogFile& log = logOf(file);
    const int flushed = log.flush();
    const int closed = log.below->pMethods->xClose(log.below);
    log.~LogFile();
    return flushed == SQLITE_OK ? closed : flushed;
}

/// Whether what SQLite writes is the header of a commit's last frame: it gives the size of the file in pages after the
/// commit, others give 0. Source: sqlite.org/fileformat2.html, 4.1.
bool isCommitHeader(std::span<const std::uint8_t> bytes)
{
    constexpr std::size_t kFrameHeader = 24;
    constexpr std::size_t kSizeAt = 4;
    constexpr std::size_t kSizeBytes = 4;
    if (bytes.size() != kFrameHeader)
        return false;
    const auto size = bytes.subspan(kSizeAt, kSizeBytes);
    return std::any_of(size.begin(), size.end(), [](std::uint8_t byte) { return byte != 0; });
}

int writeLog(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at)
{
    // An acceptance's commit has some 25 KB. SQLite's own VFS takes less than 128 KiB at once (os_unix.c keeps 17
    // bits).
    constexpr std::size_t kMost = std::size_t{64} * 1024;
    LogFile& log = logOf(file);
    const bool isNext = at == log.from + static_cast<sqlite3_int64>(log.gathered.size());
    if (!isNext || log.gathered.size() + static_cast<std::size_t>(count) > kMost)
        if (const int result = log.flush(); result != SQLITE_OK)
            return result;
    if (log.gathered.empty())
        log.from = at;
    const std::span piece(static_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(count));
    log.gathered.insert(log.gathered.end(), piece.begin(), piece.end());
    const bool isComplete = log.isCommit;
    log.isCommit = isCommitHeader(piece);
    return isComplete ? log.flush() : SQLITE_OK;
}

const sqlite3_io_methods* logMethods()
{
    using M = sqlite3_io_methods;
    static const M methods = [] {
        M made{};
        made.iVersion = 1; // the log is neither mapped nor shared memory
        made.xClose = closeLog;
        made.xRead = FileCall<&M::xRead>::flushed;
        made.xWrite = writeLog;
        made.xTruncate = FileCall<&M::xTruncate>::flushed;
        made.xSync = FileCall<&M::xSync>::flushed;
        made.xFileSize = FileCall<&M::xFileSize>::flushed;
        made.xLock = FileCall<&M::xLock>::direct;
        made.xUnlock = FileCall<&M::xUnlock>::direct;
        made.xCheckReservedLock = FileCall<&M::xCheckReservedLock>::direct;
        made.xFileControl = FileCall<&M::xFileControl>::direct; // also asks for the errno of the last failure
        made.xSectorSize = FileCall<&M::xSectorSize>::direct;
        made.xDeviceCharacteristics = FileCall<&M::xDeviceCharacteristics>::direct;
        return made;
    }();
    return &methods;
}

int openFile(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* flagsOut)
{
    sqlite3_vfs* below = belowOf(vfs);
    if ((flags & SQLITE_OPEN_WAL) == 0)
        return below->xOpen(below, name, file, flags, flagsOut);
    auto* log = new (file) LogFile;
    log->pMethods = nullptr;
    log->below = reinterpret_cast<sqlite3_file*>(reinterpret_cast<std::byte*>(file) + kOwnBytes);
    log->below->pMethods = nullptr;
    const int result = below->xOpen(below, name, log->below, flags, flagsOut);
    if (result == SQLITE_OK)
    {
        log->pMethods = logMethods();
        return result;
    }
    if (log->below->pMethods != nullptr)
        log->below->pMethods->xClose(log->below);
    log->~LogFile();
    return result;
}

} // namespace

GatheringVfs::GatheringVfs(const std::string& below) : m_vfs(std::make_unique<sqlite3_vfs>())
{
    sqlite3_vfs* base = sqlite3_vfs_find(below.empty() ? nullptr : below.c_str());
    if (base == nullptr)
        throw SqlFault{{StoreCode::CannotOpen, "no VFS of this name: " + below, base::Retry::Never}};
    m_name = "banshi-gathering-" + std::to_string(reinterpret_cast<std::uintptr_t>(m_vfs.get()));
    using V = sqlite3_vfs;
    m_vfs->iVersion = 1;
    m_vfs->szOsFile = static_cast<int>(kOwnBytes) + base->szOsFile;
    m_vfs->mxPathname = base->mxPathname;
    m_vfs->zName = m_name.c_str();
    m_vfs->pAppData = base;
    m_vfs->xOpen = openFile;
    m_vfs->xDelete = VfsCall<&V::xDelete>::forward;
    m_vfs->xAccess = VfsCall<&V::xAccess>::forward;
    m_vfs->xFullPathname = VfsCall<&V::xFullPathname>::forward;
    m_vfs->xRandomness = VfsCall<&V::xRandomness>::forward;
    m_vfs->xSleep = VfsCall<&V::xSleep>::forward;
    m_vfs->xCurrentTime = VfsCall<&V::xCurrentTime>::forward;
    m_vfs->xGetLastError = VfsCall<&V::xGetLastError>::forward;
    if (sqlite3_vfs_register(m_vfs.get(), 0) != SQLITE_OK)
        throw SqlFault{{StoreCode::CannotOpen, "the VFS is refused", base::Retry::Later}};
}

GatheringVfs::~GatheringVfs()
{
    sqlite3_vfs_unregister(m_vfs.get());
}

} // namespace banshi::queue::store

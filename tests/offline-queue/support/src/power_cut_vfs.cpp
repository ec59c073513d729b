// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/power_cut_vfs.h"

#include "unsynced_file.h"

#include <atomic>
#include <cstdio>
#include <cstring>
#include <limits>
#include <map>
#include <mutex>
#include <new>
#include <optional>
#include <set>
#include <sqlite3.h>

namespace banshi::testing::queue
{

class PowerCutVfs::State
{
public:
    std::string name;
    sqlite3_vfs vfs{};
    sqlite3_vfs* real = nullptr;
    std::mutex mutex;
    std::map<std::string, UnsyncedFile> files;                            // guarded by mutex
    std::uint64_t writesLeft = std::numeric_limits<std::uint64_t>::max(); // guarded by mutex
    std::set<std::string> newFiles;                                       // guarded by mutex: not durable yet
    std::uint64_t writes = 0;                                             // guarded by mutex
    std::uint64_t syncs = 0;                                              // guarded by mutex
    Fault fault = Fault::WriteError;                                      // guarded by mutex
    std::uint64_t faultFrom = std::numeric_limits<std::uint64_t>::max();  // guarded by mutex: number of
                                                                          // write or sync
    std::uint64_t faultTo = std::numeric_limits<std::uint64_t>::max();    // guarded by mutex: the first
                                                                          // after
    std::function<bool()> isFull;                                         // guarded by mutex
    bool isLying = false;                                                 // guarded by mutex
    std::atomic<bool> isOff = false;

    /// True when the write may happen.
    bool takeWrite()
    {
        if (writesLeft == 0)
            isOff = true;
        else
            --writesLeft;
        ++writes;
        return !isOff;
    }
    /// The fault that meets write number `writes` or sync number `syncs`, just counted.
    [[nodiscard]] std::optional<Fault> faultNow(bool isSync) const
    {
        const std::uint64_t number = isSync ? syncs : writes;
        const bool isMet = (fault == Fault::SyncError) == isSync && number > faultFrom && number <= faultTo;
        return isMet ? std::optional(fault) : std::nullopt;
    }
};

namespace
{

using State = PowerCutVfs::State;

/// SQLite allocates szOsFile bytes: ours first, the real layer's file behind it.
struct File
{
    sqlite3_file base;
    State* state;
    std::string* path;
    bool isLog;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* of(sqlite3_file* file)
{
    return reinterpret_cast<File*>(file);
}

int closeFile(sqlite3_file* file)
{
    const int result = of(file)->real()->pMethods->xClose(of(file)->real());
    delete of(file)->path;
    return result;
}

int readFile(sqlite3_file* file, void* into, int size, sqlite3_int64 offset)
{
    return of(file)->real()->pMethods->xRead(of(file)->real(), into, size, offset);
}

int writeFile(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset)
{
    State& state = *of(file)->state;
    const std::lock_guard lock(state.mutex);
    if (!state.takeWrite())
        return SQLITE_IOERR_WRITE;
    const auto fault = state.faultNow(false);
    if (fault == PowerCutVfs::Fault::WriteError)
        return SQLITE_IOERR_WRITE;
    if (fault == PowerCutVfs::Fault::DiskFull || (state.isFull && state.isFull()))
        return SQLITE_FULL;
    const int written = fault ? size / 2 : size;
    state.files[*of(file)->path].beforeWrite(*of(file)->path, offset,
                                             {static_cast<const char*>(from), static_cast<std::size_t>(written)});
    const int result = of(file)->real()->pMethods->xWrite(of(file)->real(), from, written, offset);
    return fault ? SQLITE_FULL : result;
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size)
{
    State& state = *of(file)->state;
    const std::lock_guard lock(state.mutex);
    if (!state.takeWrite())
        return SQLITE_IOERR_TRUNCATE;
    if (state.faultNow(false))
        return SQLITE_IOERR_TRUNCATE;
    state.files[*of(file)->path].beforeTruncate(*of(file)->path, size);
    return of(file)->real()->pMethods->xTruncate(of(file)->real(), size);
}

int syncFile(sqlite3_file* file, int /*flags*/)
{
    State& state = *of(file)->state;
    const std::lock_guard lock(state.mutex);
    if (state.isOff)
        return SQLITE_IOERR_FSYNC;
    ++state.syncs;
    if (state.faultNow(true))
        return SQLITE_IOERR_FSYNC;
    if (state.isLying)
        return SQLITE_OK;
    state.files[*of(file)->path].synced();
    // The first sync of a new log syncs the folder, and with it the name of the file that the log is of (os_unix.c).
    if (state.newFiles.contains(*of(file)->path) && of(file)->isLog)
        state.newFiles.clear();
    return SQLITE_OK;
}

int fileSize(sqlite3_file* file, sqlite3_int64* size)
{
    return of(file)->real()->pMethods->xFileSize(of(file)->real(), size);
}

int lockFile(sqlite3_file* file, int level)
{
    return of(file)->real()->pMethods->xLock(of(file)->real(), level);
}

int unlockFile(sqlite3_file* file, int level)
{
    return of(file)->real()->pMethods->xUnlock(of(file)->real(), level);
}

int checkReserved(sqlite3_file* file, int* result)
{
    return of(file)->real()->pMethods->xCheckReservedLock(of(file)->real(), result);
}

int control(sqlite3_file* file, int operation, void* argument)
{
    return of(file)->real()->pMethods->xFileControl(of(file)->real(), operation, argument);
}

int sectorSize(sqlite3_file* file)
{
    return of(file)->real()->pMethods->xSectorSize(of(file)->real());
}

int characteristics(sqlite3_file* file)
{
    return of(file)->real()->pMethods->xDeviceCharacteristics(of(file)->real());
}

/// Version 1: no shared memory, which an exclusive lock does not need, and no mapping.
constexpr sqlite3_io_methods kMethods = {1,        closeFile,  readFile,        writeFile,  truncateFile,
                                         syncFile, fileSize,   lockFile,        unlockFile, checkReserved,
                                         control,  sectorSize, characteristics, nullptr,    nullptr,
                                         nullptr,  nullptr,    nullptr,         nullptr};

State& stateOf(sqlite3_vfs* vfs)
{
    return *static_cast<State*>(vfs->pAppData);
}

int openFile(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    State& state = stateOf(vfs);
    file->pMethods = nullptr;
    if (state.isOff && (flags & SQLITE_OPEN_CREATE) != 0 && (flags & SQLITE_OPEN_MAIN_DB) == 0)
        return SQLITE_CANTOPEN;
    int exists = 0;
    if (name != nullptr)
        state.real->xAccess(state.real, name, SQLITE_ACCESS_EXISTS, &exists);
    const int result = state.real->xOpen(state.real, name, of(file)->real(), flags, outFlags);
    if (result != SQLITE_OK)
        return result;
    if (name != nullptr && exists == 0)
    {
        const std::lock_guard lock(state.mutex);
        state.newFiles.insert(name);
    }
    of(file)->isLog = (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    of(file)->state = &state;
    of(file)->path = new std::string(name == nullptr ? "" : name);
    file->pMethods = &kMethods;
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs* vfs, const char* name, int syncFolder)
{
    State& state = stateOf(vfs);
    const std::lock_guard lock(state.mutex);
    if (state.isOff)
        return SQLITE_IOERR_DELETE;
    state.files.erase(name);
    state.newFiles.erase(name);
    return state.real->xDelete(state.real, name, syncFolder);
}

} // namespace

PowerCutVfs::PowerCutVfs(const std::string& name) : m_state(std::make_unique<State>())
{
    m_state->name = name;
    m_state->real = sqlite3_vfs_find(nullptr);
    m_state->vfs = *m_state->real;
    m_state->vfs.pNext = nullptr;
    m_state->vfs.zName = m_state->name.c_str();
    m_state->vfs.szOsFile = static_cast<int>(sizeof(File)) + m_state->real->szOsFile;
    m_state->vfs.pAppData = m_state.get();
    m_state->vfs.xOpen = openFile;
    m_state->vfs.xDelete = deleteFile;
    m_state->vfs.xAccess = [](sqlite3_vfs* vfs, const char* path, int flags, int* result) {
        return stateOf(vfs).real->xAccess(stateOf(vfs).real, path, flags, result);
    };
    m_state->vfs.xFullPathname = [](sqlite3_vfs* vfs, const char* path, int size, char* result) {
        return stateOf(vfs).real->xFullPathname(stateOf(vfs).real, path, size, result);
    };
    sqlite3_vfs_register(&m_state->vfs, 0);
}

PowerCutVfs::~PowerCutVfs()
{
    sqlite3_vfs_unregister(&m_state->vfs);
}

const std::string& PowerCutVfs::name() const
{
    return m_state->name;
}

void PowerCutVfs::cutAfter(std::uint64_t writes)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->writesLeft = writes;
}

bool PowerCutVfs::isOff() const
{
    return m_state->isOff;
}

void PowerCutVfs::restore(Loss loss, std::uint64_t seed)
{
    const std::lock_guard lock(m_state->mutex);
    std::mt19937_64 random(seed);
    for (auto& [path, file] : m_state->files)
        file.undo(path, loss, random);
    if (loss == Loss::All)
        for (const auto& path : m_state->newFiles)
            std::remove(path.c_str());
    m_state->files.clear();
    m_state->newFiles.clear();
    m_state->faultFrom = m_state->faultTo = std::numeric_limits<std::uint64_t>::max();
    m_state->writesLeft = std::numeric_limits<std::uint64_t>::max();
    m_state->isOff = false;
}

void PowerCutVfs::failSyncs(int count)
{
    failAfter(0, Fault::SyncError, static_cast<std::uint64_t>(count));
}

void PowerCutVfs::failAfter(std::uint64_t after, Fault fault, std::uint64_t count)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->fault = fault;
    m_state->faultFrom = (fault == Fault::SyncError ? m_state->syncs : m_state->writes) + after;
    m_state->faultTo = m_state->faultFrom + count;
}

void PowerCutVfs::setFull(std::function<bool()> isFull)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->isFull = std::move(isFull);
}

void PowerCutVfs::setLying(bool isLying)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->isLying = isLying;
}

std::uint64_t PowerCutVfs::writes() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->writes;
}

std::uint64_t PowerCutVfs::syncs() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->syncs;
}

} // namespace banshi::testing::queue

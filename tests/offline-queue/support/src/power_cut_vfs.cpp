// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/power_cut_vfs.h"

#include "unsynced_file.h"

#include <atomic>
#include <cstring>
#include <limits>
#include <map>
#include <mutex>
#include <new>
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
    int failingSyncs = 0;                                                 // guarded by mutex
    std::atomic<bool> isOff = false;

    /// True when the write may happen.
    bool takeWrite()
    {
        if (writesLeft == 0)
            isOff = true;
        else
            --writesLeft;
        return !isOff;
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
    state.files[*of(file)->path].beforeWrite(*of(file)->path, offset, size);
    return of(file)->real()->pMethods->xWrite(of(file)->real(), from, size, offset);
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size)
{
    State& state = *of(file)->state;
    const std::lock_guard lock(state.mutex);
    if (!state.takeWrite())
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
    if (state.failingSyncs > 0)
    {
        --state.failingSyncs;
        return SQLITE_IOERR_FSYNC;
    }
    state.files[*of(file)->path].synced();
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
    const int result = state.real->xOpen(state.real, name, of(file)->real(), flags, outFlags);
    if (result != SQLITE_OK)
        return result;
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
    m_state->files.clear();
    m_state->writesLeft = std::numeric_limits<std::uint64_t>::max();
    m_state->isOff = false;
}

void PowerCutVfs::failSyncs(int count)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->failingSyncs = count;
}

} // namespace banshi::testing::queue

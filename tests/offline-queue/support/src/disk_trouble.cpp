// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/disk_trouble.h"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace banshi::testing::queue
{

namespace
{

// SQLite's system calls take no pointer of ours, so that the trouble has to be known here.
std::atomic<int> errorOfDisk = 0;
std::atomic<int> refusals = 0;

bool isRefused()
{
    if (errorOfDisk == 0)
        return false;
    ++refusals;
    errno = errorOfDisk;
    return true;
}

int openFile(const char* path, int flags, int mode)
{
    // A full or faulty disk still opens what is there; a read-only one refuses every descriptor that could write.
    const bool changes = errorOfDisk == EROFS ? (flags & O_ACCMODE) != O_RDONLY : ::access(path, F_OK) != 0;
    return changes && isRefused() ? -1 : ::open(path, flags, mode);
}

ssize_t writeBytes(int file, const void* bytes, size_t size)
{
    return isRefused() ? -1 : ::write(file, bytes, size);
}

ssize_t writeBytesAt(int file, const void* bytes, size_t size, off_t offset)
{
    return isRefused() ? -1 : ::pwrite(file, bytes, size, offset);
}

int truncateFile(int file, off_t size)
{
    return isRefused() ? -1 : ::ftruncate(file, size);
}

int removeFile(const char* path)
{
    return isRefused() ? -1 : ::unlink(path);
}

struct Call
{
    const char* name;
    sqlite3_syscall_ptr replacement;
};

const Call kCalls[] = {{"open", reinterpret_cast<sqlite3_syscall_ptr>(openFile)},
                       {"write", reinterpret_cast<sqlite3_syscall_ptr>(writeBytes)},
                       {"pwrite", reinterpret_cast<sqlite3_syscall_ptr>(writeBytesAt)},
                       {"pwrite64", reinterpret_cast<sqlite3_syscall_ptr>(writeBytesAt)},
                       {"ftruncate", reinterpret_cast<sqlite3_syscall_ptr>(truncateFile)},
                       {"unlink", reinterpret_cast<sqlite3_syscall_ptr>(removeFile)}};

} // namespace

DiskTrouble::DiskTrouble()
{
    sqlite3_initialize();
    auto* layer = sqlite3_vfs_find(nullptr);
    refusals = 0;
    for (const auto& call : kCalls)
        if (layer->xSetSystemCall(layer, call.name, call.replacement) == SQLITE_OK)
            m_replaced.push_back(call.name);
}

DiskTrouble::~DiskTrouble()
{
    mend();
    auto* layer = sqlite3_vfs_find(nullptr);
    for (const char* name : m_replaced)
        layer->xSetSystemCall(layer, name, nullptr);
}

void DiskTrouble::begin(int errorNumber)
{
    errorOfDisk = errorNumber;
}

void DiskTrouble::mend()
{
    errorOfDisk = 0;
}

int DiskTrouble::refused()
{
    return refusals;
}

} // namespace banshi::testing::queue

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ballast.h"

#include "files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace banshi::queue::store
{

namespace
{

bool isWhole(const std::filesystem::path& file, std::int64_t size)
{
    constexpr std::int64_t kBlock = 512; // st_blocks counts these, whatever the disk's own are
    struct stat found
    {
    };
    return ::stat(file.c_str(), &found) == 0 && found.st_size == size && found.st_blocks * kBlock >= size;
}

bool layDown(const std::filesystem::path& file, std::int64_t size)
{
    constexpr mode_t kOwnerOnly = 0600;
    const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kOwnerOnly);
    if (out < 0)
        return false;
    const bool isLaid = ::posix_fallocate(out, 0, size) == 0 && ::fsync(out) == 0;
    ::close(out);
    if (!isLaid)
        ::unlink(file.c_str());
    return isLaid;
}

} // namespace

void Ballast::lay(std::int64_t reserve)
{
    if (!isMissing())
        return;
    if (isWhole(m_file, m_size))
        m_isThere = true;
    else if (freeBytes(m_file.parent_path()) >= m_size + reserve)
        m_isThere = layDown(m_file, m_size);
}

bool Ballast::release()
{
    m_isThere = false;
    // The folder's entry need not be durable: after a power cut the file is back
    // or gone, and both are in order.
    return m_size > 0 && ::unlink(m_file.c_str()) == 0;
}

} // namespace banshi::queue::store

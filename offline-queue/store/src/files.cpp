// SPDX-License-Identifier: GPL-3.0-or-later
#include "files.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace banshi::queue::store
{

namespace
{

class Descriptor
{
public:
    explicit Descriptor(int value) : m_value(value) {}
    ~Descriptor()
    {
        if (m_value >= 0)
            ::close(m_value);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return m_value; }

private:
    int m_value;
};

bool writeAll(int file, std::span<const std::uint8_t> content)
{
    while (!content.empty())
    {
        const ssize_t written = ::write(file, content.data(), content.size());
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0)
            content = content.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

StoreError errnoError(int error, const std::string& doing)
{
    StoreCode code = StoreCode::Io;
    if (error == ENOSPC || error == EDQUOT)
        code = StoreCode::Full;
    else if (error == EROFS || error == EACCES || error == EPERM)
        code = StoreCode::ReadOnly;
    else if (error == ENOENT || error == ENOTDIR || error == EISDIR || error == EEXIST)
        code = StoreCode::CannotOpen;
    return {code, doing + ": " + std::strerror(error), base::Retry::NeedsAttendant};
}

StoreResult<void> makeFolder(const std::filesystem::path& folder)
{
    constexpr mode_t kOwnerOnly = 0700;
    struct stat found
    {
    };
    if (::stat(folder.c_str(), &found) == 0 && S_ISDIR(found.st_mode))
        return {};
    if (folder.has_parent_path() && folder.parent_path() != folder)
        if (auto parent = makeFolder(folder.parent_path()); !parent)
            return parent;
    // Another thread may have made it since; a file of that name is still an error.
    if (::mkdir(folder.c_str(), kOwnerOnly) != 0 &&
        (errno != EEXIST || ::stat(folder.c_str(), &found) != 0 || !S_ISDIR(found.st_mode)))
        return tl::unexpected(errnoError(errno, "cannot make folder " + folder.string()));
    return syncFolder(folder.has_parent_path() ? folder.parent_path() : std::filesystem::path("."));
}

StoreResult<void> writeDurably(const std::filesystem::path& file, std::span<const std::uint8_t> content)
{
    constexpr mode_t kOwnerOnly = 0600;
    const std::string beside = file.string() + ".new";
    {
        const Descriptor out(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kOwnerOnly));
        if (out.get() < 0)
            return tl::unexpected(errnoError(errno, "cannot make " + beside));
        if (!writeAll(out.get(), content) || ::fsync(out.get()) != 0)
        {
            const int error = errno;
            ::unlink(beside.c_str());
            return tl::unexpected(errnoError(error, "cannot write " + beside));
        }
    }
    if (::rename(beside.c_str(), file.c_str()) != 0)
        return tl::unexpected(errnoError(errno, "cannot rename " + beside));
    return syncFolder(file.parent_path());
}

StoreResult<void> writeInPlace(const std::filesystem::path& file, std::span<const std::uint8_t> content)
{
    constexpr mode_t kOwnerOnly = 0600;
    const Descriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, kOwnerOnly));
    if (out.get() < 0 || !writeAll(out.get(), content) ||
        ::ftruncate(out.get(), static_cast<off_t>(content.size())) != 0 || ::fsync(out.get()) != 0)
        return tl::unexpected(errnoError(errno, "cannot write " + file.string()));
    return {};
}

StoreResult<Bytes> readWhole(const std::filesystem::path& file, std::size_t most)
{
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat found
    {
    };
    if (in.get() < 0 || ::fstat(in.get(), &found) != 0)
        return tl::unexpected(errnoError(errno, "cannot open " + file.string()));
    if (found.st_size < 0 || static_cast<std::size_t>(found.st_size) > most)
        return base::fail(StoreCode::Invalid, file.string() + " is larger than it can be");
    Bytes content(static_cast<std::size_t>(found.st_size));
    std::size_t have = 0;
    while (have < content.size())
    {
        const ssize_t got = ::read(in.get(), content.data() + have, content.size() - have);
        if (got < 0 && errno != EINTR)
            return tl::unexpected(errnoError(errno, "cannot read " + file.string()));
        if (got == 0)
            break;
        if (got > 0)
            have += static_cast<std::size_t>(got);
    }
    content.resize(have);
    return content;
}

StoreResult<void> syncFolder(const std::filesystem::path& folder)
{
    const Descriptor opened(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0 || ::fsync(opened.get()) != 0)
        return tl::unexpected(errnoError(errno, "cannot sync folder " + folder.string()));
    return {};
}

StoreResult<std::vector<std::filesystem::path>> listFolder(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> found;
    std::error_code error;
    // Each step may fail, not only the first one, and `++` would throw then.
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        found.push_back(at->path());
    if (error && error.value() != ENOENT)
        return tl::unexpected(errnoError(error.value(), "cannot read folder " + folder.string()));
    return found;
}

StoreResult<bool> fileExists(const std::filesystem::path& file)
{
    std::error_code error;
    const bool isFound = std::filesystem::exists(file, error);
    if (error)
        return tl::unexpected(errnoError(error.value(), "cannot look for " + file.string()));
    return isFound;
}

std::int64_t freeBytes(const std::filesystem::path& folder)
{
    struct statvfs found
    {
    };
    if (::statvfs(folder.c_str(), &found) != 0)
        return 0;
    return static_cast<std::int64_t>(found.f_bavail) * static_cast<std::int64_t>(found.f_frsize);
}

} // namespace banshi::queue::store

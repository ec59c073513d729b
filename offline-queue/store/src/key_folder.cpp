// SPDX-License-Identifier: GPL-3.0-or-later
#include "key_folder.h"

#include "files.h"

#include <cerrno>
#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

namespace banshi::queue::store
{

namespace
{

namespace fs = std::filesystem;

bool isThere(const fs::path& file)
{
    struct stat found
    {
    };
    return ::stat(file.c_str(), &found) == 0 || errno != ENOENT;
}

StoreResult<void> renameFile(const fs::path& from, const fs::path& to)
{
    if (::rename(from.c_str(), to.c_str()) != 0)
        return tl::unexpected(errnoError(errno, "cannot rename " + from.string()));
    return {};
}

} // namespace

StoreResult<std::optional<base::SecretBytes>> DataKeyFolder::read(const std::string& name) const
{
    constexpr mode_t kOwnerOnly = 0600;
    constexpr std::size_t kMost = 4096;
    const fs::path file = m_folder / name;
    if (!isThere(file))
        return std::nullopt;
    auto content = readWhole(file, kMost);
    if (!content)
        return tl::unexpected(content.error());
    base::SecretBytes secret{std::span<const std::uint8_t>(*content)};
    base::wipe(content->data(), content->size());
    // A key that others can read is closed again at once; a disk that refuses even that says so at the first write.
    (void)::chmod(file.c_str(), kOwnerOnly);
    return secret;
}

StoreResult<void> DataKeyFolder::put(const std::string& name, std::span<const std::uint8_t> content)
{
    if (auto folder = makeFolder(m_folder); !folder)
        return folder;
    return writeInPlace(m_folder / name, content);
}

StoreResult<void> DataKeyFolder::rename(const std::string& from, const std::string& to)
{
    return renameFile(m_folder / from, m_folder / to);
}

StoreResult<void> DataKeyFolder::remove(const std::string& name)
{
    if (::unlink((m_folder / name).c_str()) != 0)
        return tl::unexpected(errnoError(errno, "cannot remove " + name));
    return {};
}

StoreResult<void> DataKeyFolder::sync()
{
    return syncFolder(m_folder);
}

StoreResult<void> DataKeyFolder::putAside(const std::string& name)
{
    const fs::path quarantine = m_folder / "quarantine";
    fs::path place;
    for (std::int64_t number = base::toUnixMillis(m_clock.wall().utc); place.empty() || isThere(place); ++number)
        place = quarantine / (name + "-" + std::to_string(number));
    auto done = makeFolder(quarantine);
    if (done)
        done = renameFile(m_folder / name, place);
    if (done)
        done = syncFolder(quarantine);
    return done ? sync() : done;
}

} // namespace banshi::queue::store

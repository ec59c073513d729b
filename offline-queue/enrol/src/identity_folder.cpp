// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/enrol/identity_folder.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace banshi::queue::enrol
{

namespace fs = std::filesystem;

namespace
{

auto cannot(const std::string& what)
{
    return base::fail(EnrolCode::CannotWrite, what, base::Retry::NeedsAttendant);
}

std::string contentOf(const fs::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

bool writeAll(int descriptor, std::string_view content)
{
    while (!content.empty())
    {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool syncFolder(const fs::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool isSynced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0)
        ::close(descriptor);
    return isSynced;
}

} // namespace

bool IdentityFolder::exists() const
{
    std::error_code ignored;
    return fs::exists(file(), ignored);
}

std::optional<sync::CertificateLife> IdentityFolder::life() const
{
    std::string pem = contentOf(file());
    const auto life = sync::lifeOfCertificate(pem);
    base::wipe(pem.data(), pem.size());
    return life;
}

bool IdentityFolder::isOnTrial() const
{
    std::error_code ignored;
    return fs::exists(previousFile(), ignored);
}

/// A file is whole and synced before it gets its name.
EnrolResult<void> IdentityFolder::write(const fs::path& file, std::string_view content) const
{
    std::error_code error;
    fs::create_directories(m_folder, error);
    if (!error)
        fs::permissions(m_folder, fs::perms::owner_all, error);
    if (error)
        return cannot(error.message());
    const fs::path fresh = file.string() + ".new";
    constexpr int kOwnerOnly = 0600;
    const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kOwnerOnly);
    if (descriptor < 0)
        return cannot(std::strerror(errno));
    const bool isWritten = writeAll(descriptor, content) && ::fsync(descriptor) == 0;
    ::close(descriptor);
    if (!isWritten)
        return cannot("write");
    fs::rename(fresh, file, error);
    return settle(error);
}

EnrolResult<void> IdentityFolder::settle(const std::error_code& error) const
{
    if (error)
        return cannot(error.message());
    if (!syncFolder(m_folder))
        return cannot("sync");
    return {};
}

EnrolResult<MachineKeyPair> IdentityFolder::nextKey()
{
    const fs::path file = m_folder / "next.key";
    std::string kept = contentOf(file);
    auto key = MachineKeyPair::parse(kept);
    base::wipe(kept.data(), kept.size());
    if (key)
        return *key;
    key = MachineKeyPair::make();
    if (!key)
        return cannot("no key");
    if (const auto written = write(file, key->pem().text()); !written)
        return tl::unexpected(written.error());
    return *key;
}

EnrolResult<void> IdentityFolder::adopt(const MachineKeyPair& key, const std::vector<std::string>& certificates)
{
    std::error_code error;
    if (exists())
    {
        // A copy beside it, so that machine.pem is there at every moment.
        fs::remove(previousFile(), error);
        fs::create_hard_link(file(), previousFile(), error);
        if (auto linked = settle(error); !linked)
            return linked;
    }
    std::string content;
    for (const auto& pem : certificates)
        content += pem;
    content += key.pem().text();
    auto written = write(file(), content);
    base::wipe(content.data(), content.size());
    if (!written)
        return written;
    fs::remove(m_folder / "next.key", error);
    return settle(error);
}

EnrolResult<void> IdentityFolder::confirm()
{
    std::error_code error;
    fs::remove(previousFile(), error);
    return settle(error);
}

EnrolResult<void> IdentityFolder::goBack()
{
    std::error_code error;
    fs::rename(previousFile(), file(), error);
    return settle(error);
}

} // namespace banshi::queue::enrol

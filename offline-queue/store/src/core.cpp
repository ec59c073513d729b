// SPDX-License-Identifier: GPL-3.0-or-later
#include "core.h"

#include "file_opener.h"
#include "stored_picture.h"

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
      m_machineKey(m_options.dataDir / "machine.key"), m_ballast(m_options.dataDir / "ballast", m_options.ballast),
      m_writer(
          {[opener = std::make_shared<FileOpener>(*this)](bool isKnownDamaged) { return opener->open(isKnownDamaged); },
           [this] { return m_ballast.release(); },
           [this](Connection& database) { return m_check.step(database, nowMillis()); }})
{
}

std::filesystem::path Core::blobFile(const std::string& sha256) const
{
    return blobFolder() / pictureFileName(sha256);
}

void Core::removeBlobFile(const std::string& sha256) const
{
    std::error_code ignored;
    std::filesystem::remove(blobFile(sha256), ignored);
}

} // namespace banshi::queue::store

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core.h"

#include "file_opener.h"
#include "key_folder.h"
#include "stored_picture.h"
#include "tpm_sealer.h"

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

std::unique_ptr<KeySealer> sealerOf(const StoreOptions& options)
{
    if (options.tpm.empty())
        return nullptr;
    return std::make_unique<TpmSealer>(options.tpm, options.tpmPatience);
}

} // namespace

Core::Core(StoreOptions options, PlatformKey key, const base::Clock& clock)
    : m_options(std::move(options)), m_platformKey(std::move(key)), m_clock(clock), m_bootId(readBootId()),
      m_machineKey(std::make_unique<DataKeyFolder>(m_options.dataDir, clock), sealerOf(m_options)),
      m_ballast(m_options.dataDir / "ballast", m_options.ballast),
      m_writer(
          {[opener = std::make_shared<FileOpener>(*this)](bool isKnownDamaged) { return opener->open(isKnownDamaged); },
           [this] {
               m_gauge = {}; // nothing new is taken while the ballast is missing
               return m_ballast.release();
           },
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

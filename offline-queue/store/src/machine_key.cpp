// SPDX-License-Identifier: GPL-3.0-or-later
#include "machine_key.h"

#include "files.h"
#include "hex.h"

#include <algorithm>
#include <sodium.h>
#include <sys/stat.h>

namespace banshi::queue::store
{

MachineKey::MachineKey(const Hash& secret) : m_secret(secret)
{
    constexpr std::size_t kIdBytes = 8;
    const Hash named = mac("banshi-key-id-v1", "", "");
    m_id = toHex(std::span(named).first(kIdBytes));
}

MachineKey::~MachineKey()
{
    sodium_memzero(m_secret.data(), m_secret.size());
}

Hash MachineKey::mac(std::string_view purpose, std::string_view label, std::string_view content) const
{
    static constexpr std::uint8_t kEnd = 0;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, m_secret.data(), m_secret.size());
    for (const auto part : {purpose, label})
    {
        crypto_auth_hmacsha256_update(&state, reinterpret_cast<const std::uint8_t*>(part.data()), part.size());
        crypto_auth_hmacsha256_update(&state, &kEnd, 1);
    }
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const std::uint8_t*>(content.data()), content.size());
    Hash result;
    crypto_auth_hmacsha256_final(&state, result.data());
    sodium_memzero(&state, sizeof state);
    return result;
}

StoreResult<const MachineKey*> MachineKeyFile::get()
{
    const std::lock_guard lock(m_mutex);
    if (!m_key)
    {
        if (sodium_init() < 0)
            return base::fail(StoreCode::KeyUnusable, "libsodium does not start", base::Retry::NeedsAttendant);
        std::error_code ignored;
        auto secret = std::filesystem::exists(m_file, ignored) ? load() : create();
        if (!secret)
            return tl::unexpected(secret.error());
        m_key = std::make_unique<const MachineKey>(*secret);
        sodium_memzero(secret->data(), secret->size());
    }
    return m_key.get();
}

StoreResult<Hash> MachineKeyFile::load() const
{
    constexpr mode_t kOwnerOnly = 0600;
    constexpr std::size_t kMost = 4096;
    auto content = readWhole(m_file, kMost);
    if (!content)
        return tl::unexpected(content.error());
    Hash secret;
    if (content->size() != secret.size())
        return base::fail(StoreCode::KeyUnusable, m_file.string() + " is not 32 bytes long",
                          base::Retry::NeedsAttendant);
    std::copy(content->begin(), content->end(), secret.begin());
    sodium_memzero(content->data(), content->size());
    // A key that others can read is closed again at once; a disk that refuses even that says so at the first write.
    (void)::chmod(m_file.c_str(), kOwnerOnly);
    return secret;
}

StoreResult<Hash> MachineKeyFile::create() const
{
    if (auto folder = makeFolder(m_file.parent_path()); !folder)
        return tl::unexpected(folder.error());
    Hash secret;
    randombytes_buf(secret.data(), secret.size());
    if (auto written = writeDurably(m_file, secret); !written)
        return tl::unexpected(written.error());
    return secret;
}

} // namespace banshi::queue::store

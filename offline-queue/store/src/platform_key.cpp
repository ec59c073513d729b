// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/platform_key.h"

#include <fstream>
#include <sodium.h>
#include <sstream>

namespace banshi::queue::store
{

StoreResult<PlatformKey> PlatformKey::read(const std::filesystem::path& file)
{
    std::ifstream input(file);
    std::string line;
    if (!input || !std::getline(input, line))
        return base::fail(StoreCode::KeyUnusable, "cannot read " + file.string(), base::Retry::NeedsAttendant);
    auto key = parse(line);
    if (!key)
        key.error().detail = file.string() + ": " + key.error().detail;
    return key;
}

StoreResult<PlatformKey> PlatformKey::parse(const std::string& line)
{
    constexpr std::size_t kLongestId = 64;
    if (sodium_init() < 0)
        return base::fail(StoreCode::KeyUnusable, "libsodium does not start", base::Retry::NeedsAttendant);
    std::istringstream words(line);
    PlatformKey key;
    std::string encoded;
    words >> key.m_id >> encoded;
    std::size_t length = 0;
    const bool isDecoded = sodium_base642bin(key.m_key.data(), key.m_key.size(), encoded.data(), encoded.size(),
                                             nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0;
    if (key.m_id.empty() || key.m_id.size() > kLongestId || !isDecoded || length != key.m_key.size())
        return base::fail(StoreCode::KeyUnusable, "expected `<key id> <base64 of a 32-byte X25519 key>`",
                          base::Retry::NeedsAttendant);
    return key;
}

Bytes PlatformKey::seal(std::span<const std::uint8_t> plain) const
{
    Bytes sealed(plain.size() + crypto_box_SEALBYTES);
    crypto_box_seal(sealed.data(), plain.data(), plain.size(), m_key.data());
    return sealed;
}

} // namespace banshi::queue::store

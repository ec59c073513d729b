// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/platform_keys.h"

#include <sodium.h>
#include <stdexcept>

namespace banshi::testing::queue
{

PlatformKeys::PlatformKeys()
{
    if (sodium_init() < 0)
        throw std::runtime_error("libsodium does not start");
    crypto_box_keypair(m_public.data(), m_secret.data());
}

std::string PlatformKeys::line() const
{
    std::string text(sodium_base64_ENCODED_LEN(m_public.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), m_public.data(), m_public.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return "key-1 " + text;
}

banshi::queue::store::PlatformKey PlatformKeys::publicKey() const
{
    return *banshi::queue::store::PlatformKey::parse(line());
}

std::optional<std::string> PlatformKeys::open(std::span<const std::uint8_t> sealed) const
{
    if (sealed.size() < crypto_box_SEALBYTES)
        return std::nullopt;
    std::string plain(sealed.size() - crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal_open(reinterpret_cast<std::uint8_t*>(plain.data()), sealed.data(), sealed.size(),
                             m_public.data(), m_secret.data()) != 0)
        return std::nullopt;
    return plain;
}

std::string sha256Hex(std::string_view content)
{
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const std::uint8_t*>(content.data()), content.size());
    std::string text(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    text.pop_back();
    return text;
}

std::vector<std::uint8_t> fromBase64(const std::string& text)
{
    std::vector<std::uint8_t> bytes(text.size());
    std::size_t length = 0;
    if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return {};
    bytes.resize(length);
    return bytes;
}

} // namespace banshi::testing::queue

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/city_keys.h"

#include <fmt/core.h>
#include <fstream>
#include <sodium.h>
#include <sstream>

namespace banshi::city
{

namespace
{

struct KeyFile
{
    std::string id;
    std::string raw;
};

base::Result<KeyFile, CityKeysError> readKeyFile(const std::string& path)
{
    std::ifstream file(path);
    std::string id;
    std::string text;
    if (!file)
        return base::fail(CityKeysCode::CannotRead, path, base::Retry::NeedsAttendant);
    file >> id >> text;
    auto raw = fromBase64(text);
    if (id.empty() || !raw || raw->size() != 32)
        return base::fail(CityKeysCode::NotAKey, path, base::Retry::NeedsAttendant);
    return KeyFile{id, std::move(*raw)};
}

const std::uint8_t* bytesOf(const std::string& text)
{
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

} // namespace

base::Result<CityKeys, CityKeysError> CityKeys::load(const std::string& folder)
{
    if (sodium_init() < 0)
        return base::fail(CityKeysCode::CannotRead, "libsodium cannot start");
    auto sign = readKeyFile(folder + "/city-sign.key");
    if (!sign)
        return tl::unexpected(sign.error());
    auto seal = readKeyFile(folder + "/city-seal.key");
    if (!seal)
        return tl::unexpected(seal.error());
    CityKeys keys;
    keys.m_signKeyId = sign->id;
    keys.m_sealKeyId = seal->id;
    keys.m_signKey = base::SecretBytes(std::size_t(crypto_sign_SECRETKEYBYTES));
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> signPublic{};
    crypto_sign_seed_keypair(signPublic.data(), keys.m_signKey.data(), bytesOf(sign->raw));
    keys.m_sealKey = base::SecretBytes(std::string_view(seal->raw));
    crypto_scalarmult_base(keys.m_sealPublic.data(), keys.m_sealKey.data());
    sodium_memzero(sign->raw.data(), sign->raw.size());
    sodium_memzero(seal->raw.data(), seal->raw.size());
    keys.m_authority = CertificateAuthority::load(folder);
    return keys;
}

std::string CityKeys::sign(const std::string& message) const
{
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<std::uint8_t*>(signature.data()), nullptr, bytesOf(message), message.size(),
                         m_signKey.data());
    return toBase64(signature);
}

std::optional<std::string> CityKeys::open(const std::string& sealed) const
{
    if (sealed.size() < crypto_box_SEALBYTES)
        return std::nullopt;
    std::string plain(sealed.size() - crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal_open(reinterpret_cast<std::uint8_t*>(plain.data()), bytesOf(sealed), sealed.size(),
                             m_sealPublic.data(), m_sealKey.data()) != 0)
        return std::nullopt;
    return plain;
}

std::optional<std::string> CityKeys::openBody(const std::string& sealed, const std::string& operation,
                                              const std::string& key) const
{
    constexpr std::size_t kWrappedAt = 2;
    constexpr std::size_t kWrapped = crypto_aead_chacha20poly1305_ietf_KEYBYTES + crypto_box_SEALBYTES;
    constexpr std::size_t kNonceAt = kWrappedAt + kWrapped;
    constexpr std::size_t kCipherAt = kNonceAt + crypto_aead_chacha20poly1305_ietf_NPUBBYTES;
    if (sealed.size() < kCipherAt + crypto_aead_chacha20poly1305_ietf_ABYTES ||
        !sealed.starts_with(std::string{'\0', static_cast<char>(kWrapped)}))
        return std::nullopt;
    auto dataKey = open(sealed.substr(kWrappedAt, kWrapped));
    if (!dataKey)
        return std::nullopt;
    const std::string authentic = sealed.substr(0, kCipherAt) + operation + "\n" + key;
    std::string plain(sealed.size() - kCipherAt - crypto_aead_chacha20poly1305_ietf_ABYTES, '\0');
    const int refused = crypto_aead_chacha20poly1305_ietf_decrypt(
        reinterpret_cast<std::uint8_t*>(plain.data()), nullptr, nullptr, bytesOf(sealed) + kCipherAt,
        sealed.size() - kCipherAt, bytesOf(authentic), authentic.size(), bytesOf(sealed) + kNonceAt, bytesOf(*dataKey));
    sodium_memzero(dataKey->data(), dataKey->size());
    return refused == 0 ? std::optional(plain) : std::nullopt;
}

std::string signedText(const std::string& serial, const std::string& sha256, int pages)
{
    return fmt::format("banshi-certificate-v1\n{}\n{}\n{}", serial, sha256, pages);
}

std::string toBase64(const std::string& bytes)
{
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytesOf(bytes), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

std::optional<std::string> fromBase64(const std::string& text)
{
    std::string bytes(text.size() * 3 / 4 + 3, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size(), text.data(), text.size(),
                          nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

} // namespace banshi::city

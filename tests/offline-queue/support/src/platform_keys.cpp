// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/platform_keys.h"

#include <memory>
#include <openssl/evp.h>
#include <sodium.h>
#include <stdexcept>

namespace banshi::testing::queue
{

namespace
{

/// ChaCha20-Poly1305 of RFC 8439; the tag is the last 16 bytes of `cipher`.
std::optional<std::string> openCipher(const std::string& key, std::span<const std::uint8_t> authentic,
                                      std::span<const std::uint8_t> nonce, std::span<const std::uint8_t> cipher)
{
    constexpr std::size_t kTag = 16;
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  &EVP_CIPHER_CTX_free);
    std::string plain(cipher.size() - kTag, '\0');
    std::array<std::uint8_t, kTag> tag{};
    std::copy(cipher.end() - kTag, cipher.end(), tag.begin());
    auto* const out = reinterpret_cast<std::uint8_t*>(plain.data());
    int written = 0;
    const bool isOpen =
        EVP_DecryptInit_ex(context.get(), EVP_chacha20_poly1305(), nullptr,
                           reinterpret_cast<const std::uint8_t*>(key.data()), nonce.data()) == 1 &&
        EVP_DecryptUpdate(context.get(), nullptr, &written, authentic.data(), static_cast<int>(authentic.size())) ==
            1 &&
        EVP_DecryptUpdate(context.get(), out, &written, cipher.data(), static_cast<int>(plain.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(kTag), tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), out + written, &written) == 1;
    return isOpen ? std::optional(plain) : std::nullopt;
}

} // namespace

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

std::optional<std::string> PlatformKeys::openBody(const banshi::queue::store::OutboundItem& item) const
{
    using banshi::queue::store::PlatformKey;
    if (item.suite == PlatformKey::kSodium)
        return open(item.sealed);
    const std::span<const std::uint8_t> sealed = item.sealed;
    constexpr std::size_t kWrappedAt = 2;
    constexpr std::size_t kWrapped = 80;
    constexpr std::size_t kNonceAt = kWrappedAt + kWrapped;
    constexpr std::size_t kCipherAt = kNonceAt + 12;
    constexpr std::size_t kTag = 16;
    if (item.suite != PlatformKey::kDataKey || sealed.size() < kCipherAt + kTag || sealed[0] != 0 ||
        sealed[1] != kWrapped)
        return std::nullopt;
    const auto key = open(sealed.subspan(kWrappedAt, kWrapped));
    const std::string authentic =
        std::string(sealed.begin(), sealed.begin() + kCipherAt) + item.operation + "\n" + item.key;
    return key ? openCipher(*key, {reinterpret_cast<const std::uint8_t*>(authentic.data()), authentic.size()},
                            sealed.subspan(kNonceAt, kCipherAt - kNonceAt), sealed.subspan(kCipherAt))
               : std::nullopt;
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/shangmi_keys.h"

#include <algorithm>
#include <array>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <sodium.h>
#include <stdexcept>
#include <vector>

namespace banshi::testing::queue
{

namespace
{

using Bytes = std::vector<std::uint8_t>;
constexpr std::size_t kBlock = 16;
constexpr std::size_t kMac = 32;

std::optional<Bytes> unwrap(EVP_PKEY* key, std::span<const std::uint8_t> wrapped)
{
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr), &EVP_PKEY_CTX_free);
    Bytes secret(wrapped.size());
    std::size_t length = secret.size();
    if (!context || EVP_PKEY_decrypt_init(context.get()) <= 0 ||
        EVP_PKEY_decrypt(context.get(), secret.data(), &length, wrapped.data(), wrapped.size()) <= 0 ||
        length != kBlock + kMac)
        return std::nullopt;
    secret.resize(length);
    return secret;
}

bool isAuthentic(const Bytes& secret, std::span<const std::uint8_t> sealed)
{
    std::array<std::uint8_t, kMac> tag{};
    std::size_t length = 0;
    const auto covered = sealed.first(sealed.size() - kMac);
    return EVP_Q_mac(nullptr, "HMAC", nullptr, "SM3", nullptr, secret.data() + kBlock, kMac, covered.data(),
                     covered.size(), tag.data(), tag.size(), &length) != nullptr &&
           std::ranges::equal(tag, sealed.last(kMac));
}

std::optional<std::string> decrypt(const Bytes& secret, std::span<const std::uint8_t> start,
                                   std::span<const std::uint8_t> body)
{
    const std::unique_ptr<EVP_CIPHER, decltype(&EVP_CIPHER_free)> cipher(EVP_CIPHER_fetch(nullptr, "SM4-CBC", nullptr),
                                                                         &EVP_CIPHER_free);
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  &EVP_CIPHER_CTX_free);
    std::string plain(body.size() + kBlock, '\0');
    auto* into = reinterpret_cast<std::uint8_t*>(plain.data());
    int first = 0;
    int last = 0;
    if (EVP_DecryptInit_ex2(context.get(), cipher.get(), secret.data(), start.data(), nullptr) != 1 ||
        EVP_DecryptUpdate(context.get(), into, &first, body.data(), static_cast<int>(body.size())) != 1 ||
        EVP_DecryptFinal_ex(context.get(), into + first, &last) != 1)
        return std::nullopt;
    plain.resize(static_cast<std::size_t>(first + last));
    return plain;
}

} // namespace

struct ShangMiKeys::Pair
{
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"), &EVP_PKEY_free};
};

ShangMiKeys::ShangMiKeys() : m_pair(std::make_unique<const Pair>())
{
    if (!m_pair->key)
        throw std::runtime_error("OpenSSL makes no SM2 key");
}

ShangMiKeys::~ShangMiKeys() = default;

std::string ShangMiKeys::line() const
{
    std::array<std::uint8_t, 65> point{};
    std::size_t length = 0;
    EVP_PKEY_set_utf8_string_param(m_pair->key.get(), OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT, "uncompressed");
    if (EVP_PKEY_get_octet_string_param(m_pair->key.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(),
                                        &length) != 1)
        throw std::runtime_error("OpenSSL tells no SM2 point");
    std::string text(sodium_base64_ENCODED_LEN(length, sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), point.data(), length, sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return "sm-1 sm2 " + text;
}

std::optional<std::string> ShangMiKeys::open(std::span<const std::uint8_t> sealed) const
{
    if (sealed.size() < 2)
        return std::nullopt;
    const std::size_t wrapped = std::size_t{sealed[0]} << 8 | sealed[1];
    if (sealed.size() < 2 + wrapped + kBlock + kBlock + kMac)
        return std::nullopt;
    const auto secret = unwrap(m_pair->key.get(), sealed.subspan(2, wrapped));
    ERR_clear_error();
    if (!secret || !isAuthentic(*secret, sealed))
        return std::nullopt;
    const auto rest = sealed.subspan(2 + wrapped);
    return decrypt(*secret, rest.first(kBlock), rest.subspan(kBlock, rest.size() - kBlock - kMac));
}

} // namespace banshi::testing::queue

// SPDX-License-Identifier: GPL-3.0-or-later
#include "machine_key.h"

#include "hex.h"

#include <algorithm>
#include <new>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <sodium.h>
#include <tuple>

namespace banshi::queue::store
{

namespace
{

EVP_MAC_CTX* keyedWith(const Hash& secret)
{
    const std::unique_ptr<EVP_MAC, void (*)(EVP_MAC*)> hmac(EVP_MAC_fetch(nullptr, "HMAC", nullptr), &EVP_MAC_free);
    EVP_MAC_CTX* keyed = EVP_MAC_CTX_new(hmac.get());
    std::string digest = "SHA256";
    const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), digest.size()),
                                OSSL_PARAM_construct_end()};
    if (keyed == nullptr || EVP_MAC_init(keyed, secret.data(), secret.size(), parameters.data()) != 1)
        throw std::bad_alloc();
    return keyed;
}

} // namespace

MachineKey::MachineKey(const Hash& secret) : m_keyed(keyedWith(secret), &EVP_MAC_CTX_free)
{
    constexpr std::size_t kIdBytes = 8;
    const Hash named = mac("banshi-key-id-v1", "", "");
    m_id = toHex(std::span(named).first(kIdBytes));
}

Hash MachineKey::mac(std::string_view purpose, std::string_view label, std::string_view content) const
{
    constexpr std::string_view kEnd("\0", 1);
    const Mac state(EVP_MAC_CTX_dup(m_keyed.get()), &EVP_MAC_CTX_free);
    if (!state)
        throw std::bad_alloc();
    bool isWhole = true;
    const auto add = [&](std::string_view part) {
        isWhole = EVP_MAC_update(state.get(), reinterpret_cast<const unsigned char*>(part.data()), part.size()) == 1 &&
                  isWhole;
    };
    for (const auto part : {purpose, label})
    {
        add(part);
        add(kEnd);
    }
    add(content);
    Hash result{};
    std::size_t length = 0;
    if (!isWhole || EVP_MAC_final(state.get(), result.data(), &length, result.size()) != 1)
        throw std::bad_alloc();
    return result;
}

KeyRing::KeyRing(std::span<const std::uint8_t> secrets)
{
    Hash secret;
    for (; secrets.size() >= secret.size(); secrets = secrets.subspan(secret.size()))
    {
        std::copy_n(secrets.begin(), secret.size(), secret.begin());
        m_keys.emplace_back(secret);
    }
    sodium_memzero(secret.data(), secret.size());
}

bool KeyRing::isSize(std::size_t bytes)
{
    constexpr std::size_t kKey = std::tuple_size_v<Hash>;
    return bytes > 0 && bytes % kKey == 0 && bytes <= kMostKeys * kKey;
}

} // namespace banshi::queue::store

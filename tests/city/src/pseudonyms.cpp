// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/pseudonyms.h"

#include "banshi/queue/contract/mask.h"

#include <sodium.h>
#include <stdexcept>

namespace banshi::city
{

namespace
{

std::string hex(const std::uint8_t* bytes, std::size_t size)
{
    std::string text(size * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes, size);
    text.pop_back();
    return text;
}

const std::uint8_t* bytesOf(const std::string& text)
{
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

} // namespace

Pseudonyms::Pseudonyms()
{
    if (sodium_init() < 0)
        throw std::runtime_error("libsodium cannot start");
    randombytes_buf(m_key.data(), m_key.size());
}

std::string Pseudonyms::hmac(const std::string& text) const
{
    std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES> mac{};
    crypto_auth_hmacsha256(mac.data(), bytesOf(text), text.size(), m_key.data());
    return hex(mac.data(), mac.size());
}

nlohmann::json Pseudonyms::person(const std::string& name, const std::string& idNumber) const
{
    return {{"name", queue::contract::maskName(name)},
            {"id_number", queue::contract::maskIdNumber(idNumber)},
            {"hmac", hmac(idNumber)}};
}

std::string sha256Hex(const std::string& bytes)
{
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), bytesOf(bytes), bytes.size());
    return hex(hash.data(), hash.size());
}

std::uint32_t ruleNumber(const std::string& text, std::uint32_t below)
{
    return static_cast<std::uint32_t>(std::stoul(sha256Hex(text).substr(0, 7), nullptr, 16)) % below;
}

} // namespace banshi::city

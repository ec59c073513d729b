// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain.h"

#include <memory>
#include <new>
#include <openssl/evp.h>

namespace banshi::queue::store
{

namespace
{

/// OpenSSL's, which uses the processor's own instructions. Throws std::bad_alloc where OpenSSL has no memory or no
/// SHA-256.
class Hasher
{
public:
    Hasher() : m_state(EVP_MD_CTX_new(), &EVP_MD_CTX_free)
    {
        orThrow(m_state ? EVP_DigestInit_ex(m_state.get(), EVP_sha256(), nullptr) : 0);
    }

    void raw(std::span<const std::uint8_t> bytes)
    {
        orThrow(EVP_DigestUpdate(m_state.get(), bytes.data(), bytes.size()));
    }
    void raw(std::string_view text) { raw({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}); }
    void number(std::int64_t value)
    {
        std::array<std::uint8_t, 8> bytes{};
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> (56 - 8 * i));
        raw(bytes);
    }
    template <class Content>
    void measured(const Content& content)
    {
        number(static_cast<std::int64_t>(content.size()));
        raw(content);
    }
    [[nodiscard]] Hash result()
    {
        Hash hash{};
        orThrow(EVP_DigestFinal_ex(m_state.get(), hash.data(), nullptr));
        return hash;
    }

private:
    /// A hash that was not computed must not stand in a row.
    static void orThrow(int result)
    {
        if (result != 1)
            throw std::bad_alloc();
    }

    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> m_state;
};

} // namespace

Hash sha256(std::span<const std::uint8_t> content)
{
    Hasher hasher;
    hasher.raw(content);
    return hasher.result();
}

Hash chainOf(std::span<const std::uint8_t> previous, const ChainedRow& row)
{
    Hasher hasher;
    hasher.raw(std::string_view("banshi-chain-v1"));
    hasher.raw(previous);
    hasher.measured(row.epoch);
    hasher.number(row.seq);
    hasher.measured(row.key);
    hasher.measured(row.operation);
    hasher.measured(row.stream);
    hasher.number(row.suite);
    hasher.measured(row.keyId);
    hasher.measured(row.bodyHash);
    hasher.measured(row.bodyHmac);
    hasher.number(row.madeAt);
    hasher.number(row.lateAt.value_or(-1));
    return hasher.result();
}

} // namespace banshi::queue::store

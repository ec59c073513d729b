// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/signing_key.h"

#include "key_line.h"

#include <fstream>

namespace banshi::queue::sync
{

base::Result<SigningKey, std::string> SigningKey::read(const std::filesystem::path& file)
{
    std::ifstream stream(file);
    SigningKey key;
    std::string text;
    if (!(stream >> key.m_id >> text))
        return tl::unexpected("cannot be read: " + file.string());
    std::array<std::uint8_t, crypto_sign_SEEDBYTES> seed{};
    const bool isSeed = decodeExactly(text, seed);
    base::wipe(text.data(), text.size());
    if (!isSeed)
        return tl::unexpected(std::string("not a key id and 32 bytes in base64"));
    key.m_key = base::SecretBytes(std::size_t{crypto_sign_SECRETKEYBYTES});
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> unused{};
    crypto_sign_seed_keypair(unused.data(), key.m_key.data(), seed.data());
    base::wipe(seed.data(), seed.size());
    return key;
}

std::string SigningKey::sign(std::string_view text) const
{
    std::array<std::uint8_t, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                         m_key.data());
    std::string base64(sodium_base64_ENCODED_LEN(signature.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(base64.data(), base64.size(), signature.data(), signature.size(), sodium_base64_VARIANT_ORIGINAL);
    base64.pop_back(); // the NUL that it writes, too
    return base64;
}

} // namespace banshi::queue::sync

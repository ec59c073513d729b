// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/signature.h"

#include <fstream>
#include <sodium.h>
#include <sstream>

namespace banshi::queue::sync
{

namespace
{

/// Whether `text` is base64 of exactly as many bytes as `into` has.
template <std::size_t size>
bool decode(const std::string& text, std::array<std::uint8_t, size>& into)
{
    std::size_t decoded = 0;
    const char* end = nullptr;
    return sodium_base642bin(into.data(), into.size(), text.data(), text.size(), nullptr, &decoded, &end,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           decoded == size && end == text.data() + text.size();
}

} // namespace

base::Result<SignatureKey, std::string> SignatureKey::read(const std::filesystem::path& file)
{
    std::ifstream stream(file);
    std::string line;
    if (!std::getline(stream, line))
        return tl::unexpected("cannot be read: " + file.string());
    return parse(line);
}

base::Result<SignatureKey, std::string> SignatureKey::parse(const std::string& line)
{
    std::istringstream words(line);
    SignatureKey key;
    std::string text;
    words >> key.m_id >> text;
    if (key.m_id.empty() || !decode(text, key.m_key))
        return tl::unexpected(std::string("not a key id and 32 bytes in base64"));
    return key;
}

bool SignatureKey::verify(std::string_view keyId, std::string_view text, const std::string& signature) const
{
    std::array<std::uint8_t, crypto_sign_BYTES> bytes{};
    return keyId == m_id && decode(signature, bytes) &&
           crypto_sign_verify_detached(bytes.data(), reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                                       m_key.data()) == 0;
}

} // namespace banshi::queue::sync

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/signature.h"

#include "key_line.h"

#include <fstream>
#include <sstream>

namespace banshi::queue::sync
{

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
    if (key.m_id.empty() || !decodeExactly(text, key.m_key))
        return tl::unexpected(std::string("not a key id and 32 bytes in base64"));
    return key;
}

bool SignatureKey::verify(std::string_view keyId, std::string_view text, const std::string& signature) const
{
    std::array<std::uint8_t, crypto_sign_BYTES> bytes{};
    return keyId == m_id && decodeExactly(signature, bytes) &&
           crypto_sign_verify_detached(bytes.data(), reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                                       m_key.data()) == 0;
}

} // namespace banshi::queue::sync

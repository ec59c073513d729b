// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace banshi::queue::sync
{

/// The platform's public Ed25519 key: what it signs (time, receipts, manifests, commands) is held against it.
/// Threads: immutable.
class SignatureKey
{
public:
    /// Reads the first line of a file, `<key id> <base64 of 32 bytes>`. Errors (text for developers): no such file, no
    /// such line.
    [[nodiscard]] static base::Result<SignatureKey, std::string> read(const std::filesystem::path& file);
    /// The same from text. Errors: no such line.
    [[nodiscard]] static base::Result<SignatureKey, std::string> parse(const std::string& line);

    [[nodiscard]] const std::string& id() const { return m_id; }
    /// Whether `signature` (base64) was made over `text` with the secret half of this key, which `keyId` has to name.
    [[nodiscard]] bool verify(std::string_view keyId, std::string_view text, const std::string& signature) const;

private:
    SignatureKey() = default;
    std::string m_id;
    std::array<std::uint8_t, 32> m_key{};
};

} // namespace banshi::queue::sync

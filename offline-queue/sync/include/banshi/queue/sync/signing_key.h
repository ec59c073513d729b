// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"
#include "banshi/base/secret_bytes.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace banshi::queue::sync
{

/// A secret Ed25519 key: the other half of a SignatureKey, for a hop that signs receipts itself. Threads: immutable.
class SigningKey
{
public:
    /// Reads the first line of a file, `<key id> <base64 of the 32 bytes of the seed>`. Errors (text for developers):
    /// no such file, no such line.
    [[nodiscard]] static base::Result<SigningKey, std::string> read(const std::filesystem::path& file);

    [[nodiscard]] const std::string& id() const { return m_id; }
    /// Ed25519 over `text`, in base64.
    [[nodiscard]] std::string sign(std::string_view text) const;

private:
    SigningKey() = default;
    std::string m_id;
    base::SecretBytes m_key;
};

} // namespace banshi::queue::sync

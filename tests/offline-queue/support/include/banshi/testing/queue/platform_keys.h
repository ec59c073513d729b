// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/platform_key.h"
#include "banshi/queue/store/records.h"

#include <array>
#include <optional>
#include <span>
#include <string>

namespace banshi::testing::queue
{

/// The platform's key pair as a test holds it: the public half for the machine, the secret half to open what it sealed.
/// Threads: immutable.
class PlatformKeys
{
public:
    PlatformKeys();

    /// `key-1 <base64>`, the content of a `seal_key` file.
    [[nodiscard]] std::string line() const;
    [[nodiscard]] banshi::queue::store::PlatformKey publicKey() const;
    /// The plaintext of suite 1; nothing when it was not sealed for this key.
    [[nodiscard]] std::optional<std::string> open(std::span<const std::uint8_t> sealed) const;

    /// The body of an item by its suite, 1 or 3, operation and key; nothing when it was not sealed for them. Suite 3 is
    /// opened by OpenSSL, so that another hand than the one that sealed says what ChaCha20-Poly1305 is.
    [[nodiscard]] std::optional<std::string> openBody(const banshi::queue::store::OutboundItem& item) const;

private:
    std::array<std::uint8_t, 32> m_public{};
    std::array<std::uint8_t, 32> m_secret{};
};

/// Lower-case hex SHA-256.
[[nodiscard]] std::string sha256Hex(std::string_view content);
/// Bytes of base64 text; empty when it is none.
[[nodiscard]] std::vector<std::uint8_t> fromBase64(const std::string& text);

} // namespace banshi::testing::queue

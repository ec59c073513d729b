// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace banshi::testing::queue
{

/// The platform's SM2 key pair: opens what suite 2 sealed, as FORMAT.md of the store tells a platform to. Threads:
/// immutable.
class ShangMiKeys
{
public:
    ShangMiKeys();
    ~ShangMiKeys();
    ShangMiKeys(const ShangMiKeys&) = delete;
    ShangMiKeys& operator=(const ShangMiKeys&) = delete;

    /// `sm-1 sm2 <base64>`, the content of a `seal_key` file.
    [[nodiscard]] std::string line() const;
    /// The plaintext; nothing when it was not sealed for this key or has changed.
    [[nodiscard]] std::optional<std::string> open(std::span<const std::uint8_t> sealed) const;

private:
    struct Pair;
    std::unique_ptr<const Pair> m_pair;
};

} // namespace banshi::testing::queue

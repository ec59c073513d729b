// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace banshi::base
{

/// Overwrites memory in a way that the compiler may not drop.
void wipe(void* memory, std::size_t size);

/// Bytes that are cleared when they are released, moved from or replaced. Move-only, so that no copy is forgotten.
/// Threads: like std::vector.
class SecretBytes
{
public:
    SecretBytes() = default;
    explicit SecretBytes(std::size_t size) : m_bytes(size) {}
    explicit SecretBytes(std::span<const std::uint8_t> bytes) : m_bytes(bytes.begin(), bytes.end()) {}
    explicit SecretBytes(std::string_view text) : m_bytes(text.begin(), text.end()) {}
    ~SecretBytes() { clear(); }
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    SecretBytes(SecretBytes&& other) noexcept : m_bytes(std::move(other.m_bytes)) { other.m_bytes.clear(); }
    SecretBytes& operator=(SecretBytes&& other) noexcept;

    [[nodiscard]] std::uint8_t* data() { return m_bytes.data(); }
    [[nodiscard]] const std::uint8_t* data() const { return m_bytes.data(); }
    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }
    [[nodiscard]] bool empty() const { return m_bytes.empty(); }
    [[nodiscard]] std::span<const std::uint8_t> view() const { return m_bytes; }
    [[nodiscard]] std::string_view text() const;
    /// Overwrites and releases the content.
    void clear();

private:
    std::vector<std::uint8_t> m_bytes;
};

} // namespace banshi::base

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <banshi/drivers/sdk/wipe.h>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// Packets of the module: EF 01, address, kind, length, content, sum. Threads: pure, if not said otherwise.
namespace banshi::drivers::plugins::fingerprint
{

/// What a packet is.
enum class PacketKind : std::uint8_t
{
    Command = 0x01,
    Data = 0x02, ///< more follows
    Answer = 0x07,
    EndOfData = 0x08,
};

/// One packet. Its content may be of a finger and is overwritten when released.
struct Packet
{
    PacketKind kind = PacketKind::Command;
    std::vector<std::uint8_t> content;

    Packet() = default;
    Packet(PacketKind what, std::vector<std::uint8_t> bytes) : kind(what), content(std::move(bytes)) {}
    Packet(Packet&&) = default;
    Packet& operator=(Packet&&) = default;
    ~Packet() { sdk::wipe(content); }
};

inline constexpr std::size_t kLongestContent = 256; ///< bytes; the largest size that a module can be set to

/// The module's address unless it was changed.
inline constexpr std::uint32_t kUsualAddress = 0xFFFFFFFF;

/// A packet as it goes over the line.
[[nodiscard]] std::vector<std::uint8_t> bytesOf(PacketKind kind, std::span<const std::uint8_t> content,
                                                std::uint32_t address = kUsualAddress);

/// Cuts what comes over the line into packets. What is no packet of this module is passed over, byte by byte.
/// Threads: one.
class PacketReader
{
public:
    explicit PacketReader(std::uint32_t address = kUsualAddress) : m_address(address) {}
    ~PacketReader() { reset(); }
    PacketReader(const PacketReader&) = delete;
    PacketReader& operator=(const PacketReader&) = delete;

    void feed(std::span<const std::uint8_t> bytes);
    /// The next whole packet with a right sum.
    [[nodiscard]] std::optional<Packet> take();
    /// Bytes that were passed over since the last reset(): something is missing when data came meanwhile.
    [[nodiscard]] std::size_t passedOver() const { return m_passedOver; }
    /// Forgets and overwrites everything.
    void reset();

private:
    void drop(std::size_t count);

    const std::uint32_t m_address;
    std::vector<std::uint8_t> m_bytes;
    std::size_t m_passedOver = 0;
};

} // namespace banshi::drivers::plugins::fingerprint

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// ZVT's messages on a TCP connection: class, instruction, length, data (ZVT ECR interface 13.x, "Transport protocol
/// TCP/IP"). There is no checksum and no frame: whoever is out of step has to connect anew.
namespace banshi::drivers::plugins::payterm_zvt
{

/// One message. Threads: plain value.
struct Apdu
{
    std::uint8_t cls = 0;
    std::uint8_t instruction = 0;
    std::vector<std::uint8_t> data; ///< at most 65,535 bytes

    [[nodiscard]] std::uint16_t code() const { return static_cast<std::uint16_t>(cls << 8U | instruction); }
    bool operator==(const Apdu&) const = default;
};

/// What the codes mean.
namespace code
{
inline constexpr std::uint16_t kStatusInformation = 0x040F;
inline constexpr std::uint16_t kIntermediateStatus = 0x04FF;
inline constexpr std::uint16_t kStatusEnquiry = 0x0501;
inline constexpr std::uint16_t kRegistration = 0x0600;
inline constexpr std::uint16_t kAuthorisation = 0x0601;
inline constexpr std::uint16_t kCompletion = 0x060F;
inline constexpr std::uint16_t kAborted = 0x061E;
inline constexpr std::uint16_t kRepeatReceipt = 0x0620;
inline constexpr std::uint16_t kReversal = 0x0630;
inline constexpr std::uint16_t kAbort = 0x06B0;
inline constexpr std::uint16_t kAcknowledge = 0x8000;
inline constexpr std::uint8_t kAcknowledgeClass = 0x80;
inline constexpr std::uint8_t kRefusalClass = 0x84; ///< the instruction is the error code
} // namespace code

/// A message as it goes over the connection: lengths from 255 on are FF and two bytes, the low one first.
[[nodiscard]] std::vector<std::uint8_t> bytesOf(const Apdu& apdu);

/// Cuts what comes over the connection into messages. Some terminals greet a new connection with bytes that are no ZVT
/// (Portalum.Zvt, issue 33): a fresh reader passes over everything before the first acknowledgement.
/// Threads: one.
class ApduReader
{
public:
    void feed(std::span<const std::uint8_t> bytes);
    /// The next whole message.
    [[nodiscard]] std::optional<Apdu> take();
    /// True when what came cannot be ZVT: nothing behind it can be trusted.
    [[nodiscard]] bool isBroken() const { return m_isBroken; }

private:
    void passOverGreeting();

    std::vector<std::uint8_t> m_bytes;
    bool m_isFresh = true;
    bool m_isBroken = false;
};

} // namespace banshi::drivers::plugins::payterm_zvt

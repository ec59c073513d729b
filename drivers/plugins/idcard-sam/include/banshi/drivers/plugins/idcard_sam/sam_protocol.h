// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <banshi/drivers/sdk/wipe.h>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// The serial protocol of SAM_V modules: pure functions and an incremental parser, no line, no time.
namespace banshi::drivers::plugins::idcard_sam
{

/// The commands that this driver sends: CMD in the high, PARA in the low byte.
enum class SamCommand : std::uint16_t
{
    Reset = 0x10FF,
    Status = 0x11FF,
    ModuleNumber = 0x12FF,
    FindCard = 0x2001,
    SelectCard = 0x2002,
    ReadTextAndPhoto = 0x3001,
    ReadNewestAddress = 0x3003,
    ReadWithFingerprint = 0x3010, ///< text, photo and fingerprint; old modules answer kBadCommand
    SetBaud115200 = 0x6000,
    SetBaud57600 = 0x6001,
    SetBaud38400 = 0x6002,
    SetBaud19200 = 0x6003,
    SetBaud9600 = 0x6004,
    MaxRadioFrame = 0x61FF,
};

/// SW3 of a reply; the module may send values that are not listed.
namespace sw3
{
inline constexpr std::uint8_t kChecksumError = 0x10;
inline constexpr std::uint8_t kLengthError = 0x11;
inline constexpr std::uint8_t kBadCommand = 0x21;
inline constexpr std::uint8_t kNotPermitted = 0x23;
inline constexpr std::uint8_t kUnrecognised = 0x24;
inline constexpr std::uint8_t kCardRejectedSam = 0x31;
inline constexpr std::uint8_t kSamRejectedCard = 0x32;
inline constexpr std::uint8_t kMacError = 0x33;
inline constexpr std::uint8_t kWrongCardType = 0x40;
inline constexpr std::uint8_t kReadFailed = 0x41;
inline constexpr std::uint8_t kSelfTestFailed = 0x60;
inline constexpr std::uint8_t kNotAuthorised = 0x66;
inline constexpr std::uint8_t kNoCard = 0x80;
inline constexpr std::uint8_t kSelectFailed = 0x81;
inline constexpr std::uint8_t kOk = 0x90;
inline constexpr std::uint8_t kNoSuchData = 0x91;
inline constexpr std::uint8_t kCardFound = 0x9F;
} // namespace sw3

inline constexpr std::array<std::uint8_t, 5> kPreamble{0xAA, 0xAA, 0xAA, 0x96, 0x69};
inline constexpr std::size_t kMinReplyLength = 4;      ///< SW1 SW2 SW3 CHK
inline constexpr std::size_t kMaxReplyLength = 0x0A0A; ///< above the longest known reply (0x090A)

/// The rates that a module can be set to, in baud, the most usual first.
inline constexpr std::array<int, 5> kBauds{115200, 57600, 38400, 19200, 9600};

/// The command that sets a module to `baud`; nothing when that is none of kBauds.
[[nodiscard]] std::optional<SamCommand> setBaudCommand(int baud);

/// Whether a module says with this SW3 that it does not know a command or may not do it.
[[nodiscard]] bool isUnsupported(std::uint8_t code);

/// XOR of all bytes, as it ends requests and replies (length bytes included, preamble not).
[[nodiscard]] std::uint8_t checksum(std::span<const std::uint8_t> bytes);

/// The request frame of a command, `data` behind PARA.
[[nodiscard]] std::vector<std::uint8_t> buildRequest(SamCommand command, std::span<const std::uint8_t> data = {});

/// One reply of the module; its data is overwritten when released.
struct SamReply
{
    bool checksumOk = false;
    std::uint8_t sw1 = 0;
    std::uint8_t sw2 = 0;
    std::uint8_t sw3 = 0;
    std::vector<std::uint8_t> data;

    SamReply() = default;
    SamReply(SamReply&&) = default;
    SamReply& operator=(SamReply&&) = default;
    ~SamReply() { sdk::wipe(data); }
};

/// Finds replies in a stream of bytes that may come in any pieces and with noise around them (an echo of the request
/// included). After a frame with a wrong checksum it looks for the next preamble within that frame.
/// Threads: one.
class ReplyParser
{
public:
    ReplyParser() = default;
    ~ReplyParser() { reset(); }
    ReplyParser(const ReplyParser&) = delete;
    ReplyParser& operator=(const ReplyParser&) = delete;

    void feed(std::span<const std::uint8_t> bytes);
    /// The next complete frame, with checksumOk false when it is damaged; nothing when more bytes are needed.
    [[nodiscard]] std::optional<SamReply> take();
    /// Forgets and overwrites everything.
    void reset();

private:
    void dropFront(std::size_t count);
    std::vector<std::uint8_t> m_buffer;
};

} // namespace banshi::drivers::plugins::idcard_sam

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <banshi/drivers/sdk/wipe.h>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace banshi::drivers::plugins::scanner_serial
{

/// Puts one code together from the pieces in which it comes over the line. A code ends with CR (or CR LF) and a pause
/// behind it; the caller measures the pauses. Keeps no more than the largest code there is.
/// Threads: one.
class CodeAssembler
{
public:
    /// The longest QR code holds 2,953 bytes (ISO/IEC 18004, 40-L), before it an AIM identifier, behind it CR LF.
    static constexpr std::size_t kLongestCode = 2953 + 3 + 2;

    enum class State
    {
        Empty,
        Open,   ///< bytes have come, their end has not
        Closed, ///< the last byte is the end of a code
    };

    CodeAssembler() = default;
    ~CodeAssembler() { reset(); }
    CodeAssembler(const CodeAssembler&) = delete;
    CodeAssembler& operator=(const CodeAssembler&) = delete;

    void feed(std::span<const std::uint8_t> bytes);
    [[nodiscard]] State state() const;
    /// The line has been quiet for long enough: the code without its end, or nothing when what came is no whole single
    /// code (no end, an end in its middle, another control character than GS, too long, or empty). Starts anew.
    [[nodiscard]] std::optional<std::vector<std::uint8_t>> take();
    /// Forgets and overwrites everything.
    void reset();

private:
    std::vector<std::uint8_t> m_bytes;
    bool m_isTooLong = false;
};

} // namespace banshi::drivers::plugins::scanner_serial

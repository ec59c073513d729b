// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <banshi/drivers/sdk/receipt_printer.h>
#include <cstdint>
#include <string>

namespace banshi::drivers::plugins::receipt_escpos
{

/// The four questions of DLE EOT n.
enum class Question : std::uint8_t
{
    Printer = 1,
    OfflineCause = 2,
    Error = 3,
    PaperRoll = 4,
};

/// What the answers to DLE EOT say. Bits as in Epson's ESC/POS reference; makers of compatible heads agree on them.
struct Sensors
{
    bool offline = false;
    bool coverOpen = false;
    bool feedButton = false;
    bool stoppedAtPaperEnd = false;
    bool error = false;
    bool recoverableError = false; ///< paper jammed in front of the head
    bool cutterError = false;
    bool unrecoverableError = false;
    bool headHot = false; ///< goes away by itself
    bool nearEnd = false;
    bool paperOut = false;
    bool operator==(const Sensors&) const = default;
};

/// True for a byte that can be an answer to DLE EOT: bits 0 and 7 clear, bits 1 and 4 set.
[[nodiscard]] constexpr bool isStatusByte(std::uint8_t byte)
{
    return (byte & 0x93) == 0x12;
}
/// True for a byte that can be the answer to GS r 1: bits 4 and 7 clear (and both bits of a sensor alike).
[[nodiscard]] constexpr bool isMarkerByte(std::uint8_t byte)
{
    const int near = byte & 0x03;
    const int end = byte & 0x0c;
    return (byte & 0x90) == 0 && (near == 0 || near == 0x03) && (end == 0 || end == 0x0c);
}

/// Enters one answer; a byte that is no status byte changes nothing.
void apply(Question question, std::uint8_t byte, Sensors& sensors);

/// The error code with which a slip is refused before its first byte; empty when the printer can print.
[[nodiscard]] std::string refusalFor(const Sensors& sensors);

/// The status as the host reports it.
[[nodiscard]] sdk::ReceiptPrinterStatus statusOf(const Sensors& sensors);

} // namespace banshi::drivers::plugins::receipt_escpos

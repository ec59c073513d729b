// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/device.h"

#include <string>
#include <variant>
#include <vector>

namespace banshi::drivers::sdk
{

/// Where a line of text stands on the paper.
enum class Align
{
    Left,
    Center,
    Right,
};

/// A paragraph; the driver breaks it where the paper ends.
struct TextLine
{
    std::string text; ///< UTF-8
    int size = 1;     ///< 1 normal, 2 double width and height
    Align align = Align::Left;
    bool bold = false;
};
/// A name at the left edge and its value at the right edge.
struct PairLine
{
    std::string left;
    std::string right;
    bool bold = false;
};
/// A line across the paper.
struct RuleLine
{
};
/// A QR code, centred.
struct QrLine
{
    std::string data;
};
/// Empty lines.
struct FeedLine
{
    int lines = 1;
};
using SlipLine = std::variant<TextLine, PairLine, RuleLine, QrLine, FeedLine>;

/// One slip: what the printer puts on paper before it cuts.
struct Slip
{
    std::string slipId; ///< for the log only, no personal data
    std::vector<SlipLine> lines;
};

/// Status of a receipt printer.
struct ReceiptPrinterStatus
{
    CommonStatus common;
    PaperState paper = PaperState::Unknown;
    bool coverOpen = false;
    bool cutterFailed = false;
    bool operator==(const ReceiptPrinterStatus&) const = default;
};

/// Capabilities of a receipt printer.
struct ReceiptPrinterCapabilities
{
    CommonCapabilities common;
    int columns = 48; ///< characters of size 1 that fit on a line (a Chinese one counts two)
    bool qr = true;
    bool cutter = true;
    /// True when the device itself can prove that a slip came out; without it every slip ends `outcomeUnknown`.
    bool proof = true;
};

/// A thermal printer for slips (class Printer with the extension `Printer.PrintSlip`).
/// Threads: as Device.
class ReceiptPrinter : public Device
{
public:
    /// Read once after each open().
    [[nodiscard]] virtual ReceiptPrinterCapabilities capabilities() const = 0;
    /// Prints and cuts one slip; success means that the device has proven that all of it is on paper. A slip is never
    /// repeated by the driver.
    /// Errors: CommandError with paperOut, paperJammed, cutterFailed, coverOpen, each only when it is certain that
    /// nothing usable came out; OutcomeUnknown otherwise; DeviceNotReady, Canceled, TimeOut before the first byte.
    virtual Outcome<void> printSlip(const Slip& slip, const CallContext& call) = 0;
};

} // namespace banshi::drivers::sdk

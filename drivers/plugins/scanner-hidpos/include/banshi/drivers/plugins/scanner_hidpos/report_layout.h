// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

/// Where a scanner's reports hold what, read from its report descriptor (HID 1.11, 6.2.2; HID Point of Sale Usage
/// Tables 1.02, usage page 8C). Threads: pure.
namespace banshi::drivers::plugins::scanner_hidpos
{

/// The scanned data report. Places count in bytes from the report's first, its id included.
struct DataReport
{
    std::uint8_t id = 0;                    ///< 0: the device has no ids
    std::size_t length = 0;                 ///< of the whole report
    std::size_t count = 0;                  ///< place of the byte count (usage 01:3B)
    std::array<std::size_t, 3> symbology{}; ///< places of the AIM identifier (usages FB, FC, FD)
    std::size_t data = 0;                   ///< place of the decoded data (usage FE)
    std::size_t dataLength = 0;
    std::size_t continued = 0;      ///< place of the byte with "decode data continued" (usage FF)
    std::uint8_t continuedMask = 0; ///< 0: the device does not continue
};

/// The output report that switches the scanner on.
struct TriggerReport
{
    std::uint8_t id = 0;
    std::size_t length = 0;
    std::size_t place = 0; ///< of the byte with "initiate barcode read" (usage 60)
    std::uint8_t mask = 0;
    std::size_t preventPlace = 0; ///< of "prevent read of barcodes" (usage 5F), if there is one
    std::uint8_t preventMask = 0; ///< 0: there is none
};

/// Both.
struct ReportLayout
{
    DataReport data;
    std::optional<TriggerReport> trigger;
};

/// Reads a report descriptor; nothing when it is damaged, or not that of a bar code scanner whose fields are whole
/// bytes.
[[nodiscard]] std::optional<ReportLayout> parseLayout(std::span<const std::uint8_t> descriptor);

} // namespace banshi::drivers::plugins::scanner_hidpos

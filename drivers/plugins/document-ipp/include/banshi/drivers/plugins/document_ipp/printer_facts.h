// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <banshi/drivers/sdk/document_printer.h>
#include <string>
#include <vector>

namespace banshi::drivers::plugins::document_ipp
{

/// What a printer says of itself (Get-Printer-Attributes).
struct PrinterFacts
{
    int state = 0; ///< printer-state: 3 idle, 4 processing, 5 stopped
    bool accepting = true;
    std::vector<std::string> reasons; ///< printer-state-reasons
    std::string makeAndModel;
    std::string firmware;
    std::vector<std::string> formats;
    std::vector<std::string> media;
    bool duplex = false;
    bool color = false;
    std::vector<sdk::Supply> supplies;
    std::vector<sdk::Tray> trays;
};

/// How bad a printer-state-reason is: its suffix, Error when it has none (RFC 8011 5.4.12).
enum class Severity
{
    Report,
    Warning,
    Error,
};

/// A printer-state-reason without its suffix.
struct Reason
{
    std::string word;
    Severity severity = Severity::Error;
};

/// Splits `media-low-warning` into word and severity.
[[nodiscard]] Reason parseReason(const std::string& keyword);

/// The status in XFS words; reasons in `ignored` (whole keywords) do not count. Threads: pure function.
[[nodiscard]] sdk::DocumentPrinterStatus statusOf(const PrinterFacts& facts,
                                                  const std::vector<std::string>& ignored = {});

} // namespace banshi::drivers::plugins::document_ipp

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <banshi/drivers/sdk/document_printer.h>
#include <string>
#include <vector>

/// What a printer says of its supplies and trays. Whatever cannot be read is not known. Threads: pure.
namespace banshi::drivers::plugins::document_ipp
{

/// The attributes marker-* of CUPS: one value of each for each supply; lists may be short.
struct Markers
{
    std::vector<std::string> names;
    std::vector<std::string> colors; ///< `#RRGGBB`, `none`
    std::vector<std::string> types;  ///< `toner`, `wasteToner`
    std::vector<int> levels;         ///< 0…100; below 0: not known
};
/// One supply for each name, or for each level when there are no names: then type and colour name it.
[[nodiscard]] std::vector<sdk::Supply> markersOf(const Markers& markers);

/// printer-supply (`type=toner;maxcapacity=100;level=75;colorantname=black;`, PWG 5100.13) with
/// printer-supply-description, which names them in the same order. Of a container that fills up the percentage is the
/// room that is left, as in the Printer MIB (RFC 3805).
[[nodiscard]] std::vector<sdk::Supply> suppliesOf(const std::vector<std::string>& supplies,
                                                  const std::vector<std::string>& descriptions);

/// printer-input-tray (`type=…;maxcapacity=250;level=100;name=main;`, PWG 5100.13). A tray with a tenth of its sheets
/// or less is Low; one that only knows that there are some (-3) is Full.
[[nodiscard]] std::vector<sdk::Tray> traysOf(const std::vector<std::string>& trays);

} // namespace banshi::drivers::plugins::document_ipp

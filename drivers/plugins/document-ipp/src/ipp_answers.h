// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/document_ipp/ipp_link.h"

#include <cups/cups.h>

namespace banshi::drivers::plugins::document_ipp
{

/// The first value of a text attribute; empty when it is not there. Threads: pure, as all here, but an `ipp_t` is read
/// by one at a time.
[[nodiscard]] std::string textIn(ipp_t* ipp, const char* name);
/// What the answer to Get-Printer-Attributes says; state 0 when there is none in it.
[[nodiscard]] PrinterFacts printerIn(ipp_t* ipp);
/// The jobs of an answer; one about which nothing is told has the id 0.
[[nodiscard]] std::vector<ListedJob> jobsIn(ipp_t* ipp);

} // namespace banshi::drivers::plugins::document_ipp

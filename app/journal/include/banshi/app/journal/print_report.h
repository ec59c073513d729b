// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/devices.h"
#include "banshi/app/ports/platform.h"
#include "banshi/base/clock.h"

#include <string>

namespace banshi::app::journal
{

/// What the platform is told about one try to print a numbered sheet.
struct PrintReport
{
    std::string permit;
    std::string serial;
    int attempt = 1;
    ports::SheetResult result;
};

/// The contract's word for how a sheet ended.
[[nodiscard]] const char* contractWord(ports::SheetEnd end);

/// Hands the report to the gateway's durable queue; `key` is the promise's id, so that it arrives once.
void sendPrintReport(ports::Platform& platform, const base::Clock& clock, const std::string& key,
                     const PrintReport& report);

} // namespace banshi::app::journal

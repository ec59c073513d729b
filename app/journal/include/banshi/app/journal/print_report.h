// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/devices.h"
#include "banshi/app/ports/platform.h"
#include "banshi/base/clock.h"

#include <functional>
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

/// True when the platform has, or surely will get, what was sent under a follow-up key: it was taken now, or the key
/// has been taken before (then the first report of the promise stands, whatever a repetition says).
[[nodiscard]] bool isTold(const ports::PlatformResult<nlohmann::json>& answer);

/// Hands the report to the gateway's durable queue; `key` is the promise's follow-up key, so that it arrives once.
/// `told(false)`: the queue did not take it, the promise has to stay open.
void sendPrintReport(ports::Platform& platform, const base::Clock& clock, const std::string& key,
                     const PrintReport& report, std::function<void(bool isTold)> told);

} // namespace banshi::app::journal

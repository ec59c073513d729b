// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/devices.h"
#include "banshi/drivers/client/completion.h"
#include "banshi/drivers/client/device_condition.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/sdk/document_printer.h"
#include "banshi/drivers/sdk/id_card_reader.h"
#include "banshi/drivers/sdk/receipt_printer.h"

namespace banshi::app::adapters
{

// Between the drivers kit's words and the session's ports. Threads: pure functions.

[[nodiscard]] ports::Condition conditionOf(drivers::client::DeviceCondition condition);
/// The commands without which the session cannot use a device of that kind and that its capabilities do not name. A
/// service that lists no commands at all (XFS4IoT leaves that to it) is believed.
[[nodiscard]] std::vector<std::string> missingCommands(const std::string& kind, const nlohmann::json& capabilities);
/// The dotted code of a completion that is no success.
[[nodiscard]] ports::DeviceFault faultOf(drivers::protocol::DeviceClass deviceClass,
                                         const drivers::client::Completion& completion);
[[nodiscard]] ports::CardRecord cardOf(drivers::sdk::IdCard card);
[[nodiscard]] drivers::sdk::Slip slipOf(const std::string& slipId, const ports::SlipText& slip);
[[nodiscard]] ports::SheetResult sheetOf(const drivers::sdk::PrintReport& report);
/// What a job's own report proves; `Unknown` while it is still running.
[[nodiscard]] ports::SheetResult sheetOf(const drivers::sdk::JobReport& report, int pages);
/// True while the printer still works at the job.
[[nodiscard]] bool isRunning(const drivers::sdk::JobReport& report);

} // namespace banshi::app::adapters

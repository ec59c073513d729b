// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/client/completion.h"
#include "banshi/drivers/protocol/commands.h"

#include <string>
#include <vector>

namespace banshi::drivers::client
{

/// Every dotted code that this kit can hand out, sorted. Threads: any.
[[nodiscard]] std::vector<std::string> allErrorCodes();

/// The dotted code of a completion that was no success, always one of allErrorCodes(): the class's own code
/// (`drivers.idcard.readFailed`) where the device gave one that is known, else `drivers.common.…`.
[[nodiscard]] std::string errorCodeOf(protocol::DeviceClass deviceClass, const Completion& completion);

} // namespace banshi::drivers::client

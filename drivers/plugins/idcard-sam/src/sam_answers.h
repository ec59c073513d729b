// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/idcard_sam/sam_protocol.h"

#include <chrono>
#include <string>

namespace banshi::drivers::plugins::idcard_sam
{

/// How long the module takes to answer without card traffic.
inline constexpr std::chrono::milliseconds kShortLimit(1000);

/// A code for technicians: `9F`. Threads: pure, as all here.
[[nodiscard]] inline std::string hexByte(std::uint8_t byte)
{
    constexpr char kDigits[] = "0123456789ABCDEF";
    return {kDigits[byte >> 4], kDigits[byte & 15]};
}
/// True when the module, and not the card, is at fault.
[[nodiscard]] constexpr bool isModuleFault(std::uint8_t code)
{
    return code == sw3::kCardRejectedSam || code == sw3::kSamRejectedCard || code == sw3::kMacError ||
           code == sw3::kSelfTestFailed || code == sw3::kNotAuthorised;
}
/// True for the answers of a card that is still there to the question for its newest address.
[[nodiscard]] constexpr bool isPresenceAnswer(std::uint8_t code)
{
    return code == sw3::kOk || code == sw3::kNoSuchData;
}

} // namespace banshi::drivers::plugins::idcard_sam

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <banshi/drivers/sdk/card_reader.h>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace banshi::drivers::plugins::smartcard_pcsc
{

/// The seam between the driver and PC/SC: one reader. Threads: the driver's worker.
class CardPort
{
public:
    virtual ~CardPort() = default;
    /// Whether a card is in the reader; when that is not what was said last, or after `limit`.
    /// Errors: DeviceNotReady when the reader, or pcscd, is gone.
    virtual sdk::Outcome<bool> hasCard(std::chrono::milliseconds limit) = 0;
    /// Gives the card power, for this program only. Errors: CommandError with noMedia or invalidMedia; DeviceNotReady,
    /// also when another program has the card.
    virtual sdk::Outcome<sdk::ChipCard> powerOn() = 0;
    /// One command as it goes over the contacts. Errors: as powerOn().
    virtual sdk::Outcome<sdk::ChipData> transmit(const std::vector<std::uint8_t>& command) = 0;
    /// Takes the power away, if it was given.
    virtual void powerOff() = 0;
};
/// Finds the reader. Errors: DeviceNotReady.
using CardPortFactory = std::function<sdk::Outcome<std::unique_ptr<CardPort>>()>;

} // namespace banshi::drivers::plugins::smartcard_pcsc

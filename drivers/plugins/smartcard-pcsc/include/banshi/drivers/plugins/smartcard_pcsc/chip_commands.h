// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include <banshi/drivers/sdk/card_reader.h>

/// Files of a card by ISO/IEC 7816-4: SELECT, READ BINARY, READ RECORD. Threads: pure, beside the given function.
namespace banshi::drivers::plugins::smartcard_pcsc
{

/// Sends one command and returns the answer with both status bytes.
using Transmit = std::function<sdk::Outcome<sdk::ChipData>(const std::vector<std::uint8_t>& command)>;

/// One command whatever the protocol: an answer that waits (61 XX) is fetched, a wrong length (6C XX) is set right.
/// Errors: those of `transmit`; HardwareError when there is no end to it.
[[nodiscard]] sdk::Outcome<sdk::ChipData> completeCommand(std::vector<std::uint8_t> command, const Transmit& transmit);
/// Selects and reads a file or record. What is not found is asked for twice: pcscd can take the power away, unheard,
/// from a card that was put in this very moment, and such a card has forgotten what was selected. Errors: those of
/// `transmit`; CommandError with fileNotFound; HardwareError when the card gives nonsense.
[[nodiscard]] sdk::Outcome<sdk::ChipData> readCardFile(const sdk::CardFile& file, const Transmit& transmit);

/// The two last bytes of an answer; 0 when it has none.
[[nodiscard]] std::uint16_t statusOf(std::span<const std::uint8_t> answer);

} // namespace banshi::drivers::plugins::smartcard_pcsc

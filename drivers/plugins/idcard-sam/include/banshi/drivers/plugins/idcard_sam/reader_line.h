// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/idcard_sam/sam_link.h"

#include <banshi/drivers/sdk/byte_channel.h>
#include <functional>
#include <memory>

namespace banshi::drivers::plugins::idcard_sam
{

/// Opens the line to the reader at a rate in baud. Errors: as SerialChannel::open(). Threads: the driver's worker.
using LineFactory = std::function<sdk::Outcome<std::unique_ptr<sdk::ByteChannel>>(int baud, const sdk::CallContext&)>;

/// A reader that has answered.
struct ReaderLine
{
    std::unique_ptr<SamLink> link;
    int baud = 0;    ///< that it speaks now
    SamReply status; ///< its answer to SamCommand::Status, whatever its SW3
};

/// Opens the line at `baud` (one of kBauds) and asks the module for its status. A module that stays silent there may
/// have been left at another rate: the others are tried in the order of kBauds, and the one that answers is set to
/// `baud`. One that does not take the new rate is used at its own.
/// Errors: those of the first try when no rate gives an answer (DeviceNotReady, HardwareError); Canceled, TimeOut.
/// Threads: the driver's worker.
[[nodiscard]] sdk::Outcome<ReaderLine> findReader(const LineFactory& lines, int baud, const sdk::CallContext& call);

} // namespace banshi::drivers::plugins::idcard_sam

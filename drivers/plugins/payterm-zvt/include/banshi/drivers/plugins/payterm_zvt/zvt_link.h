// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/payterm_zvt/zvt_apdu.h"

#include <banshi/drivers/sdk/request_link.h>

namespace banshi::drivers::plugins::payterm_zvt
{

/// The connection to the terminal: messages out, messages in, each of the terminal's acknowledged as it arrives.
/// Threads: the driver's worker.
class ZvtLink : private sdk::RequestLink<ApduReader>
{
public:
    using RequestLink::connect;
    using RequestLink::disconnect;
    using RequestLink::isConnected;
    using RequestLink::RequestLink;

    /// As RequestLink::send(). Errors: as there.
    sdk::Outcome<void> send(const Apdu& apdu, const sdk::CallContext& call);
    /// As RequestLink::receive(). Errors: as there.
    sdk::Outcome<std::optional<Apdu>> receive(const sdk::CallContext& call, sdk::TimePoint until);
};

} // namespace banshi::drivers::plugins::payterm_zvt

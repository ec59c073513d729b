// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/payterm_nexo/nexo_answers.h"
#include "banshi/drivers/plugins/payterm_nexo/nexo_frame.h"

#include <banshi/drivers/sdk/request_link.h>

namespace banshi::drivers::plugins::payterm_nexo
{

/// The connection to the terminal: messages out, messages in. Threads: the driver's worker.
class NexoLink : private sdk::RequestLink<FrameReader>
{
public:
    using RequestLink::connect;
    using RequestLink::disconnect;
    using RequestLink::RequestLink;

    /// As RequestLink::send(). Errors: as there.
    sdk::Outcome<void> send(const std::string& text, const sdk::CallContext& call);
    /// As RequestLink::receive(). Errors: as there.
    sdk::Outcome<std::optional<Answer>> receive(const sdk::CallContext& call, sdk::TimePoint until);
};

} // namespace banshi::drivers::plugins::payterm_nexo

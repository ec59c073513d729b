// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/client/completion.h"
#include "banshi/drivers/protocol/message.h"

namespace banshi::drivers::client
{

/// What a service's completion says, without request id and command; one without a known code leaves a command that
/// moves paper in doubt. Threads: any.
[[nodiscard]] Completion completionOf(protocol::Message message, bool movesPaper);
/// The end of a command whose acknowledge says `status`: it was refused before it was queued, so nothing has happened,
/// whatever the command. Threads: any.
[[nodiscard]] Completion notAccepted(const std::string& status);
/// The end of a command that was not sent. Threads: any.
[[nodiscard]] Completion notSent(const char* why);
/// The end of a command whose host has gone. Threads: any.
[[nodiscard]] Completion hostGone(bool movesPaper);

} // namespace banshi::drivers::client

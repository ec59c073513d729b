// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace banshi::queue::gateway
{

/// Tells the service manager that started this program (sd_notify(3) protocol: a datagram to $NOTIFY_SOCKET), e.g.
/// `READY=1`. Without that variable nothing is sent. Returns whether a message went out. Threads: any.
bool tellServiceManager(const std::string& message);

} // namespace banshi::queue::gateway

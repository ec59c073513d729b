// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace banshi::app::supervisor
{

/// Tells systemd `state` (sd_notify(3): `READY=1`, `WATCHDOG=1`, `STOPPING=1`) through the socket that it named in
/// NOTIFY_SOCKET. Returns false when there is none or it does not listen. Threads: any.
bool notifySystemd(const QByteArray& state);

} // namespace banshi::app::supervisor

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <QByteArray>
#include <optional>
#include <string>

namespace banshi::app::supervisor
{

/// What a session process tells its supervisor.
enum class SessionSays
{
    Ready,             ///< loaded, warm, no window yet
    Shown,             ///< its first complete page stands on the screen
    Beat,              ///< the GUI thread is alive
    Busy,              ///< a resident (or technician) is using it
    Idle,              ///< the front page stands and nobody uses it
    Aside,             ///< it stands aside: it uses no device until it is ordered back
    MaintenanceWanted, ///< a technician asked for the maintenance pages while a resident is at it
};

/// What the supervisor tells a session process.
enum class SessionOrder
{
    Show,         ///< take the screen with the front page
    ShowRecovery, ///< take the screen; the last process died, open promises are to be resolved first
    Maintenance,  ///< ask for the technician's PIN as soon as the front page would stand
    ComeBack,     ///< the devices are there again (see encodeStandAside()): the front page, as after Show
    Quit,         ///< leave now
};

/// One JSON object and a line feed: the form of both directions on the child's standard input and output.
[[nodiscard]] QByteArray encode(SessionSays message);
[[nodiscard]] QByteArray encode(SessionOrder order);
/// Reads one line; nothing when it is no such message (whoever gets it counts and ignores it).
[[nodiscard]] std::optional<SessionSays> decodeSays(const QByteArray& line);
/// The session's word that a device's host neither completes its command nor answers pings.
[[nodiscard]] QByteArray encodeHanging(const QString& device);
[[nodiscard]] std::optional<QString> decodeHanging(const QByteArray& line);
[[nodiscard]] std::optional<SessionOrder> decodeOrder(const QByteArray& line);
/// The order to use no device any more once the running visit, if any, has ended: another program has them `since`
/// then.
[[nodiscard]] QByteArray encodeStandAside(base::UtcTime since);
[[nodiscard]] std::optional<base::UtcTime> decodeStandAside(const QByteArray& line);

} // namespace banshi::app::supervisor

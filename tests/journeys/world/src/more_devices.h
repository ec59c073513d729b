// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace banshi::journeys
{

/// A device that no journey needs, and its simulator. In every text `%run` is the folder of sockets and lines.
struct MoreDevice
{
    QString name; ///< the simulator's word for itself, and the device's name in the machine file
    QString kind;
    QString driver;
    QString connection;    ///< `%port` is the simulator's port
    QString options;       ///< members of a TOML table
    QStringList arguments; ///< of the simulator, beside --control
};

/// One of each kind that a machine can have beside those of the journeys; two scanners and two payment terminals, as
/// there are two kinds of each.
[[nodiscard]] std::vector<MoreDevice> moreDevices(const QString& runFolder);

} // namespace banshi::journeys

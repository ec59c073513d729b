// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "more_devices.h"

#include <QSize>
#include <QString>

namespace banshi::journeys
{

/// What the demo machine's file needs to know of its world.
struct MachineFacts
{
    QString cityPort;
    QString printerPort;
    QString cameraPort;
    QString idCardTty;
    QString receiptTty;
    QSize window;   ///< pixels of the panel
    QString spoken; ///< what is said goes into this sound file; empty: to the loudspeaker
    std::vector<MoreDevice> more;
};

/// The demo machine's TOML file.
[[nodiscard]] QString machineFile(const MachineFacts& facts);

} // namespace banshi::journeys

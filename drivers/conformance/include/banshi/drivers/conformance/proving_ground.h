// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/conformance/report.h"
#include "banshi/drivers/conformance/rig.h"

#include <string>

namespace banshi::drivers::conformance
{

/// What is tried, and where.
struct GroundOrder
{
    std::string plugin;
    std::string deviceClass;        ///< empty: what the plug-in says
    std::string simulator;          ///< name of one of the product's rigs, or path of a rig file
    std::string recording;          ///< file of what was recorded of a serial device
    std::string connection;         ///< of the real device; one of these three
    std::string options;            ///< JSON object of a real device's options; added to a rig's
    std::string programs;           ///< folder of banshi-driverhost and the simulators
    std::string rigs;               ///< folder of the product's rigs
    std::vector<std::string> marks; ///< texts that stand on the real device's or the recording's test card, key, code
    std::string only;               ///< run only checks whose id begins with this
    TrialSize size;
    bool isSomebodyThere = false; ///< a person at the keyboard does what the far end is asked for
};

/// Runs all checks of one plug-in, a line to `out` for each. Errors: BadUse, BadPlugin, BadRig, NoSimulator.
/// Threads: one without a running event loop.
[[nodiscard]] base::Result<Report, GroundError> prove(const GroundOrder& order, const base::Clock& clock,
                                                      std::ostream& out, std::istream& in);

} // namespace banshi::drivers::conformance

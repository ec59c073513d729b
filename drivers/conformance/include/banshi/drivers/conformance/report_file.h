// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/conformance/rig.h"

#include <string>

namespace banshi::drivers::conformance
{

/// SHA-256 of a file in hex; empty when it cannot be read. Threads: any.
[[nodiscard]] std::string sha256Of(const std::string& file);

/// Says whether a report's file may be signed for a plug-in: it has full marks, and is of this very file. Errors:
/// BadUse, with the reason. Threads: any.
[[nodiscard]] base::Result<void, GroundError> checkReport(const std::string& reportFile, const std::string& plugin);

} // namespace banshi::drivers::conformance

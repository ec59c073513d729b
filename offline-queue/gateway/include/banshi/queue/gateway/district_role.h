// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/gateway/district_config.h"

#include <functional>

namespace banshi::queue::gateway
{

/// What the program lends to its role.
struct ProgramParts
{
    double (*random)();  ///< from 0 to 1; from any thread
    int (*waitForEnd)(); ///< returns the exit code when the program is to end
};

/// Serves machines as one of a district's instances until the program is to end. Returns the exit code; what stops the
/// start is told on standard error.
[[nodiscard]] int runDistrict(const DistrictConfig& config, const std::string& databaseUrl, const ProgramParts& parts);

} // namespace banshi::queue::gateway

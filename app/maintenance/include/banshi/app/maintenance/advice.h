// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/availability.h"

namespace banshi::app::maintenance
{

/// The one thing to do first.
struct Advice
{
    std::string device;       ///< the device to repair; empty: the line to the platform
    std::size_t services = 0; ///< how many services come back by it; at least one
    bool operator==(const Advice&) const = default;
};

/// What would bring back most services; nothing when no single repair brings any. Threads: any.
[[nodiscard]] std::optional<Advice> adviceFor(const services::Catalogue& catalogue,
                                              const services::MachineState& state);

} // namespace banshi::app::maintenance

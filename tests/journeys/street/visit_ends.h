// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journey.h"

#include <vector>

namespace banshi::journeys
{

/// How the process of a visit comes to its end.
enum class VisitEnd
{
    Finish, ///< all is done and the resident says so
    Cancel, ///< the resident leaves in the middle
    Idle,   ///< nobody answers "are you still there?"
    Crash,  ///< SIGKILL
};

/// From the front page to where the visit is one act away from this end.
void walkTowards(Journey& journey, VisitEnd end);
/// The act itself; returns as soon as it is done. False when it could not be done.
[[nodiscard]] bool endVisit(World& world, VisitEnd end);

/// Process ids of the sessions that run and show nothing: started, in their event loop, waiting for the screen.
[[nodiscard]] std::vector<qint64> warmSessions(const World& world);

} // namespace banshi::journeys

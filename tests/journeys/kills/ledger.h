// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence.h"

#include <QStringList>

namespace banshi::journeys
{

/// One walk as its resident lived it.
struct Walk
{
    QString journey;       ///< `utl.water`, `hr.pay-list`, `grid.report` or `pol.no-crime`
    int donePages = 0;     ///< how often the machine said that it is done, or that
                           ///< the report is kept
    int slipsPromised = 0; ///< how often it said beside it that a slip came out
    int paid = 0;          ///< how often the resident's money moved: 0 or 1
};

/// Orders of which the city says that they are paid.
[[nodiscard]] int paidOrders(const Evidence& evidence);

/// Everything that is wrong after a walk, one sentence each; empty when all is well. `before` is what stood before the
/// walk, `now` what stands when the front page is back and the line is up. Once wrong stays wrong: of `now` all is
/// weighed, of the walk what it brought. Threads: any.
[[nodiscard]] QStringList weigh(const Evidence& before, const Walk& walk, const Evidence& now);

} // namespace banshi::journeys

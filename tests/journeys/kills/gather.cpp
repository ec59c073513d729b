// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence.h"

#include "banshi/journeys/world.h"

namespace banshi::journeys
{

Evidence gather(World& world)
{
    Evidence now;
    now.city = world.city({{"do", "dump"}}).value("dump", nlohmann::json::object());
    readPaper(world.paperFolder(), now);
    now.open = world.gateway(QStringLiteral("/local/journal/open"));
    now.health = world.gateway(QStringLiteral("/local/health"));
    return now;
}

} // namespace banshi::journeys

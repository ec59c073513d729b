// SPDX-License-Identifier: GPL-3.0-or-later
#include "temporary_world.h"

namespace banshi::journeys
{

WorldPlaces placesIn(const QString& folder)
{
    return placesOf(qEnvironmentVariable("BANSHI_BIN"), qEnvironmentVariable("BANSHI_SOURCE"), folder);
}

bool TemporaryWorld::mend()
{
    constexpr std::chrono::seconds kPatience(40);
    m_world.city({{"do", "network"}, {"up", true}});
    m_world.city({{"do", "clearFaults"}});
    m_world.card({{"do", "lift"}});
    m_world.sheetPrinter({{"do", "repair"}});
    m_world.sheetPrinter({{"do", "paper"}, {"state", "full"}});
    m_world.slipPrinter({{"do", "repair"}});
    m_world.slipPrinter({{"do", "paper"}, {"state", "full"}});
    return waitUntil(
        [&] {
            Finger& finger = m_world.finger();
            if (finger.page() != QLatin1String("front"))
                for (const char* way : {"foot.finish", "foot.back", "foot.home"})
                    if (finger.sees(QString::fromLatin1(way)))
                        return finger.tap(QString::fromLatin1(way)) && false;
            return m_world.isReady();
        },
        kPatience);
}

} // namespace banshi::journeys

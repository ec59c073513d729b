// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/tally.h"

namespace banshi::drivers::conformance
{

Tally::Tally(FarEnd& end, const std::string& deed) : m_end(&end), m_before(end.ask(probe::kCount))
{
    m_isWatched = !m_before && !deed.empty() && end.watch(deed);
}

std::optional<double> Tally::soFar() const
{
    const auto now = m_before ? m_end->ask(probe::kCount) : std::nullopt;
    return now ? std::optional(*now - *m_before) : std::nullopt;
}

std::optional<int> Tally::last()
{
    if (m_isWatched)
        return m_end->witnessed();
    const auto counted = soFar();
    return counted ? std::optional(static_cast<int>(*counted)) : std::nullopt;
}

Verdict Tally::isExactly(int wanted, const std::string& claim)
{
    const auto counted = last();
    if (!counted)
        return m_isWatched ? failed("nobody has said what came of it") : passed();
    const nlohmann::json measured{{m_isWatched ? "countedByPerson" : "countedBySimulator", *counted}};
    if (*counted != wanted)
        return failed("the driver says that " + claim + ", but it was counted " + std::to_string(*counted) + " times",
                      measured);
    return passed(measured);
}

} // namespace banshi::drivers::conformance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_status.h"

#include <memory>

namespace banshi::journeys
{

namespace
{

// All are asked at once; the last answer makes the sentences.
struct Seen
{
    nlohmann::json screen, health, slips, sheets;
    int missing = 4;
};

QString count(const nlohmann::json& from, const char* key)
{
    return QString::number(from.value(key, 0));
}

std::vector<StreetSentence> sentences(const Seen& seen)
{
    std::vector<StreetSentence> all;
    const QString page = QString::fromStdString(seen.screen.value("page", ""));
    all.push_back(page.isEmpty() ? StreetSentence(QStringLiteral("Screen: none"))
                                 : StreetSentence(QStringLiteral("Screen: %1"), page));
    if (seen.health.empty())
        all.emplace_back(QStringLiteral("gateway: none"));
    else
    {
        const bool isUp = seen.health.value("upstream", nlohmann::json::object()).value("reachable", false);
        all.emplace_back(isUp ? QStringLiteral("line to the city: up") : QStringLiteral("line to the city: down"));
        all.emplace_back(QStringLiteral("in the queue: %1"),
                         count(seen.health.value("queue", nlohmann::json::object()), "pending"));
    }
    if (seen.slips.empty())
        all.emplace_back(QStringLiteral("slip printer: no answer"));
    else
        all.emplace_back(QStringLiteral("slips printed: %1"), count(seen.slips, "slips"));
    if (seen.slips.value("hanging", false))
        all.emplace_back(QStringLiteral("one slip hangs out"));
    if (seen.sheets.empty())
        all.emplace_back(QStringLiteral("A4 printer: no answer"));
    else
        all.emplace_back(QStringLiteral("sheets printed: %1"), count(seen.sheets, "printed"));
    return all;
}

} // namespace

void tellStatus(StreetCalls& calls, const std::function<void(const std::vector<StreetSentence>&)>& told)
{
    const auto seen = std::make_shared<Seen>();
    const auto into = [seen, told](nlohmann::json Seen::*place) {
        return [seen, told, place](const nlohmann::json& answer) {
            (*seen).*place = answer;
            if (--seen->missing == 0)
                told(sentences(*seen));
        };
    };
    const nlohmann::json state{{"do", "state"}};
    calls.screen(into(&Seen::screen));
    calls.gateway(QStringLiteral("/local/health"), into(&Seen::health));
    calls.tell(QStringLiteral("receipt"), state, into(&Seen::slips));
    calls.tell(QStringLiteral("a4"), state, into(&Seen::sheets));
}

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/nearby_place.h"

#include "words.h"

namespace banshi::app::pages
{

namespace
{

constexpr std::chrono::minutes kAgain(1);
constexpr int kMostPlaces = 5; // the nearest may be closed
constexpr int kKilometre = 1000;

Text distance(int metres)
{
    if (metres < kKilometre)
        return Text::key(QStringLiteral("outOfService.metres"), {{QStringLiteral("n"), same(std::to_string(metres))}});
    return Text::key(QStringLiteral("outOfService.kilometres"),
                     {{QStringLiteral("n"), Text::plain(QString::number(metres / double(kKilometre), 'f', 1))}});
}

Text pair(const nlohmann::json& words)
{
    return Text::both(QString::fromStdString(words.value("zh", "")), QString::fromStdString(words.value("en", "")));
}

} // namespace

NearbyPlace::NearbyPlace(const base::Clock& clock, ports::Platform& platform,
                         std::shared_ptr<const services::Catalogue> catalogue)
    : m_clock(clock), m_platform(platform), m_catalogue(std::move(catalogue))
{
}

NearbyPlace::~NearbyPlace()
{
    if (m_call)
        m_platform.cancel(*m_call);
}

void NearbyPlace::ask()
{
    const auto usual = m_catalogue->usual();
    if (usual.empty() || m_call || (m_asked && m_clock.now() - *m_asked < kAgain))
        return;
    m_asked = m_clock.now();
    m_call = m_platform.get("/v1/sites/nearby?item=" + usual.front()->id + "&limit=" + std::to_string(kMostPlaces),
                            [this](const ports::PlatformResult<nlohmann::json>& answer) {
                                m_call.reset();
                                if (answer)
                                    take(*answer);
                            });
}

void NearbyPlace::take(const nlohmann::json& answer)
{
    Text nearest;
    for (const auto& site : answer.value("sites", nlohmann::json::array()))
        if (nearest.isEmpty() && site.value("state", "") == "working")
            nearest = Text::key(QStringLiteral("outOfService.place"),
                                {{QStringLiteral("name"), pair(site.value("name", nlohmann::json::object()))},
                                 {QStringLiteral("address"), pair(site.value("address", nlohmann::json::object()))},
                                 {QStringLiteral("distance"), distance(site.value("distance_m", 0))}});
    if (nearest == m_where)
        return;
    m_where = nearest;
    Q_EMIT changed();
}

} // namespace banshi::app::pages

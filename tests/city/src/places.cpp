// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/places.h"

#include "banshi/city/items.h"
#include "banshi/city/problem.h"

#include <array>

namespace banshi::city
{

namespace
{

constexpr int kOpens = 9 * 60;   // minutes since midnight
constexpr int kCloses = 17 * 60; // the same
constexpr int kReportAge = 60;   // seconds: machines report every minute

struct Site
{
    const char* id;
    const char* zh;
    const char* en;
    const char* addressZh;
    const char* addressEn;
    int metres;
    const char* state;
    bool isAlwaysOpen;
};

constexpr std::array kSites = {
    Site{"SZ-TEST-HALL", "测试街道便民服务中心", "Test sub-district service centre", "测试路 1 号", "1 Test Road", 650,
         "working", false},
    Site{"SZ-TEST-METRO", "测试地铁站自助服务区", "Test metro station, self-service area", "测试大道 18 号 B 出口",
         "18 Test Avenue, exit B", 1200, "disturbed", true},
    Site{"SZ-TEST-LIBRARY", "测试图书馆", "Test library", "测试路 77 号", "77 Test Road", 2900, "working", true},
};

nlohmann::json hoursOf(const Site& site)
{
    constexpr int kWeek = 7;
    constexpr int kWorkdays = 5;
    constexpr int kMidnight = 24 * 60;
    nlohmann::json hours = nlohmann::json::array();
    for (int day = 1; day <= (site.isAlwaysOpen ? kWeek : kWorkdays); ++day)
        hours.push_back({{"weekday", day},
                         {"opens", site.isAlwaysOpen ? 0 : kOpens},
                         {"closes", site.isAlwaysOpen ? kMidnight : kCloses}});
    return hours;
}

} // namespace

void Places::addHandlers(Handlers& handlers)
{
    handlers["getSitesNearby"] = nearby;
    handlers["getSite"] = site;
    handlers["getCodeTable"] = codeTable;
}

Response Places::nearby(const Call& call)
{
    if (findItem(call.request.query.at("item")) == nullptr)
        return problem("item.unknown");
    const auto limit = call.request.query.find("limit");
    const std::size_t most = limit == call.request.query.end() ? kSites.size() : std::stoul(limit->second);
    nlohmann::json sites = nlohmann::json::array();
    for (const Site& one : kSites)
        if (sites.size() < most)
            sites.push_back({{"site", one.id},
                             {"name", textPair(one.zh, one.en)},
                             {"address", textPair(one.addressZh, one.addressEn)},
                             {"distance_m", one.metres},
                             {"state", one.state},
                             {"hours", hoursOf(one)}});
    return answer(200, {{"age_s", kReportAge}, {"sites", sites}});
}

Response Places::site(const Call& call)
{
    return answer(200, {{"device", call.request.device},
                        {"site", "SZ-TEST-SITE"},
                        {"grid_code", "440399001002003"},
                        {"region", "440399"},
                        {"hall", textPair("测试政务服务大厅", "Test service hall")},
                        {"timezone", "Asia/Shanghai"}});
}

Response Places::codeTable(const Call& call)
{
    const std::string& name = call.params.at("name");
    if (name != "regions")
        return problem("file.unknown", "no such table");
    return answer(200, {{"name", name},
                        {"version", 1},
                        {"rows", {{{"code", "440399"}, {"name", textPair("测试区", "Test district")}}}}});
}

} // namespace banshi::city

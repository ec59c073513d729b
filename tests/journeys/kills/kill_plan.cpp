// SPDX-License-Identifier: GPL-3.0-or-later
#include "kill_plan.h"

#include <array>
#include <random>
#include <vector>

namespace banshi::journeys
{

namespace
{

struct Way
{
    const char* journey;
    int touches;            // how many a walk has that reaches its end; the campaign checks it
    std::vector<int> deeds; // touches after which money moves, paper comes out or something is handed in
    std::vector<const char*> victims;
    std::vector<const char*> devices;
};

const std::vector<Way>& ways()
{
    static const std::vector<Way> all{
        {"utl.water", 15, {14}, {"session", "gateway", "host.receipt", "kiosk"}, {"receipt"}},
        {"hr.pay-list",
         9,
         {7},
         {"session", "gateway", "host.a4", "host.idcard", "host.face-camera", "kiosk"},
         {"idcard", "face", "a4"}},
        {"grid.report",
         27,
         {26},
         {"session", "gateway", "host.receipt", "host.document-camera", "kiosk"},
         {"document", "receipt"}},
        {"pol.no-crime",
         34,
         {11, 33},
         {"session", "gateway", "host.receipt", "host.a4", "host.idcard", "kiosk"},
         {"idcard", "receipt", "face", "a4"}},
    };
    return all;
}

// What can happen to a device, as pullPlug() names it.
std::vector<std::string> troublesOf(const std::string& device)
{
    if (device == "a4")
        return {"off.a4", "host.a4", "silence.a4"};
    std::vector<std::string> troubles{"unplug." + device, "noise." + device, "silence." + device, "half." + device};
    const bool isCamera = device == "face" || device == "document";
    troubles.push_back("host." + device + (isCamera ? "-camera" : ""));
    if (!isCamera)
        troubles.push_back("off." + device);
    return troubles;
}

// The devices in turn, so that a short campaign meets each.
std::vector<std::string> plugsOf(const Way& way)
{
    std::vector<std::string> plugs;
    for (std::size_t i = 0, found = 1; found > 0; ++i)
    {
        found = 0;
        for (const char* device : way.devices)
            if (const auto troubles = troublesOf(device); i < troubles.size())
            {
                plugs.push_back(troubles[i]);
                ++found;
            }
    }
    return plugs;
}

/// Ten digits with the check digit of the water company's accounts (Luhn), owing something.
QString accountNumber(std::mt19937_64& random)
{
    std::array<int, 10> digits{};
    do
    {
        int sum = 0;
        for (std::size_t i = 0; i + 1 < digits.size(); ++i)
        {
            digits[i] = i == 0 ? 3 : static_cast<int>(random() % 10);
            const int doubled = digits[i] * 2 > 9 ? digits[i] * 2 - 9 : digits[i] * 2;
            sum += i % 2 == 0 ? doubled : digits[i];
        }
        digits[9] = (10 - sum % 10) % 10;
    } while ((digits[8] * 10 + digits[9]) % 20 == 0); // those owe nothing
    QString text;
    for (const int digit : digits)
        text += QString::number(digit);
    return text;
}

} // namespace

KillPlan planOf(std::uint64_t seed, int run, Trouble trouble)
{
    constexpr int kLongestDelayMs = 1500;
    std::mt19937_64 random(seed * 1'000'003 + static_cast<std::uint64_t>(run));
    const auto turn = static_cast<std::size_t>(run) + static_cast<std::size_t>(seed) * 7;
    const Way& way = ways()[turn % ways().size()];
    KillPlan plan;
    plan.journey = QString::fromLatin1(way.journey);
    const auto victims =
        trouble == Trouble::Kills ? std::vector<std::string>(way.victims.begin(), way.victims.end()) : plugsOf(way);
    plan.victim = QString::fromStdString(victims[turn / ways().size() % victims.size()]);
    plan.touches = way.touches;
    plan.touch = random() % 2 == 0 ? way.deeds[random() % way.deeds.size()]
                                   : 1 + static_cast<int>(random() % static_cast<std::uint64_t>(way.touches));
    plan.delay = std::chrono::milliseconds(random() % (kLongestDelayMs + 1));
    plan.waterAccount = accountNumber(random);
    return plan;
}

std::vector<KillPlan> everyPlug(std::uint64_t seed, const QString& journey, int pages)
{
    constexpr int kLongestDelayMs = 400; // most pages stand at least so long
    std::mt19937_64 random(seed);
    std::vector<KillPlan> plans;
    for (const Way& way : ways())
        for (int page = 1; journey == QLatin1String(way.journey) && page <= pages; ++page)
            for (const std::string& plug : plugsOf(way))
            {
                KillPlan plan;
                plan.journey = journey;
                plan.touch = 0;
                plan.page = page;
                plan.delay = std::chrono::milliseconds(random() % (kLongestDelayMs + 1));
                plan.victim = QString::fromStdString(plug);
                plan.waterAccount = accountNumber(random);
                plans.push_back(std::move(plan));
            }
    return plans;
}

} // namespace banshi::journeys

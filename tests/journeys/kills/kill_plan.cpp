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
};

const std::vector<Way>& ways()
{
    static const std::vector<Way> all{
        {"utl.water", 15, {14}, {"session", "gateway", "host.receipt", "kiosk"}},
        {"hr.pay-list", 9, {7}, {"session", "gateway", "host.a4", "host.idcard", "host.face-camera", "kiosk"}},
        {"grid.report", 27, {26}, {"session", "gateway", "host.receipt", "host.document-camera", "kiosk"}},
        {"pol.no-crime", 34, {11, 33}, {"session", "gateway", "host.receipt", "host.a4", "host.idcard", "kiosk"}},
    };
    return all;
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

KillPlan planOf(std::uint64_t seed, int run)
{
    constexpr int kLongestDelayMs = 1500;
    std::mt19937_64 random(seed * 1'000'003 + static_cast<std::uint64_t>(run));
    const auto turn = static_cast<std::size_t>(run) + static_cast<std::size_t>(seed) * 7;
    const Way& way = ways()[turn % ways().size()];
    KillPlan plan;
    plan.journey = QString::fromLatin1(way.journey);
    plan.victim = QString::fromLatin1(way.victims[turn / ways().size() % way.victims.size()]);
    plan.touches = way.touches;
    plan.touch = random() % 2 == 0 ? way.deeds[random() % way.deeds.size()]
                                   : 1 + static_cast<int>(random() % static_cast<std::uint64_t>(way.touches));
    plan.delay = std::chrono::milliseconds(random() % (kLongestDelayMs + 1));
    plan.waterAccount = accountNumber(random);
    return plan;
}

} // namespace banshi::journeys

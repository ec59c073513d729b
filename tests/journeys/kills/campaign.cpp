// SPDX-License-Identifier: GPL-3.0-or-later
#include "campaign.h"

#include "journeys.h"

#include <QTimer>
#include <algorithm>
#include <cstdio>

namespace banshi::journeys
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kPersistence = 5s; // how long a resident tries on after something broke
constexpr auto kRecovery = 60s;   // for the front page, the queue and the last promises
constexpr int kIdleSeconds = 120; // longer than any page waits for a person

int paidOrders(World& world)
{
    int paid = 0;
    const auto city = world.city({{"do", "dump"}}).value("dump", nlohmann::json::object());
    for (const auto& order : city.value("payments", nlohmann::json::array()))
        paid += order.value("state", "") == "PAID" ? 1 : 0;
    return paid;
}

} // namespace

void Campaign::walk(const KillPlan& plan, int number)
{
    Journey journey(m_world, QStringLiteral("kill-%1").arg(number), m_out, {plan.waterAccount});
    journey.takePictures(false);
    bool isKilled = false;
    const auto strike = [&] {
        if (std::exchange(isKilled, true))
            return;
        m_world.killProcess(plan.victim);
        journey.loosePatience(kPersistence);
    };
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, strike);
    journey.onTouch([&](int touch) {
        if (touch == plan.touch)
            timer.start(plan.delay);
    });
    const auto all = allJourneys();
    const auto known = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == plan.journey; });
    m_ledger.began(plan.journey);
    known->walk(journey);
    timer.stop();
    strike();
    const auto& steps = journey.steps();
    if (std::any_of(steps.begin(), steps.end(),
                    [](const StepRecord& step) { return step.page == QLatin1String("done"); }))
        m_ledger.confirmed(plan.journey);
    std::printf("%3d %-13s touch %2d +%4d ms  %-16s %s\n", number, qPrintable(plan.journey), plan.touch,
                static_cast<int>(plan.delay.count()), qPrintable(plan.victim),
                journey.ok() ? "reached its end" : qPrintable(journey.failure()));
    std::fflush(stdout);
}

bool Campaign::backToFront()
{
    int passed = 0;
    return waitUntil(
        [&] {
            Finger& finger = m_world.finger();
            const QString page = finger.page();
            if (page == QLatin1String("front"))
                return m_world.isReady();
            for (const char* way : {"foot.finish", "foot.home", "foot.back"})
                if (finger.sees(QString::fromLatin1(way)))
                {
                    finger.tap(QString::fromLatin1(way));
                    return false;
                }
            if (!page.isEmpty() && passed++ < kIdleSeconds)
                m_world.advance(1s); // in small steps: processes must keep their heartbeats
            return false;
        },
        kRecovery);
}

QStringList Campaign::settle()
{
    m_world.city({{"do", "network"}, {"up", true}});
    m_world.city({{"do", "clearFaults"}});
    m_world.card({{"do", "lift"}});
    QStringList faults;
    waitUntil(
        [&] {
            if (!backToFront())
                faults = QStringList{QStringLiteral("no front page")};
            else
                faults = m_ledger.faults(m_world);
            return faults.isEmpty();
        },
        kRecovery);
    return faults;
}

bool Campaign::run(std::uint64_t seed, int number)
{
    const KillPlan plan = planOf(seed, number);
    const int paidBefore = paidOrders(m_world);
    walk(plan, number);
    for (int paid = paidOrders(m_world) - paidBefore; paid > 0; --paid)
        m_ledger.paid();
    const QStringList faults = settle();
    for (const auto& fault : faults)
        std::printf("    WRONG: %s\n", qPrintable(fault));
    std::fflush(stdout);
    return faults.isEmpty();
}

} // namespace banshi::journeys

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

/// How often the machine said that it is done; the page stands in several steps while it is touched.
int donePages(const std::vector<StepRecord>& steps)
{
    int pages = 0;
    QString before;
    for (const auto& step : steps)
    {
        pages += step.page == QLatin1String("done") && before != step.page ? 1 : 0;
        before = step.page;
    }
    return pages;
}

} // namespace

Walk Campaign::walk(const KillPlan& plan, int number)
{
    Walk walk{plan.journey};
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
    int touches = 0;
    journey.onTouch([&](int touch) {
        touches = touch;
        walk.slipsPromised += isSlipPromised() ? 1 : 0;
        if (touch == plan.touch)
            timer.start(plan.delay);
    });
    const auto all = allJourneys();
    const auto known = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == plan.journey; });
    known->walk(journey);
    timer.stop();
    strike();
    walk.donePages = donePages(journey.steps());
    m_isPlanRight = !journey.ok() || touches == plan.touches;
    std::printf("%3d %-13s touch %2d +%4d ms  %-16s %s\n", number, qPrintable(plan.journey), plan.touch,
                static_cast<int>(plan.delay.count()), qPrintable(plan.victim),
                journey.ok() ? "reached its end" : qPrintable(journey.failure()));
    std::fflush(stdout);
    return walk;
}

// Beside a slip that did not come out the last page offers its number to be photographed; a certificate has no slip.
// One look: the session may die between two.
bool Campaign::isSlipPromised()
{
    const auto seen = m_world.finger().look();
    if (!seen || seen->value("page", "") != "done")
        return false;
    const auto words = seen->value("words", nlohmann::json::array());
    return std::none_of(words.begin(), words.end(), [](const auto& line) {
        const QString text = QString::fromStdString(line.template get<std::string>());
        return text.contains(QStringLiteral("可以用手机拍下这个编号")) || text.contains(QStringLiteral("证明打印好了"));
    });
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

bool Campaign::isPaperAtRest()
{
    return !m_world.sheetPrinter({{"do", "state"}}).value("active", false);
}

QStringList Campaign::settle(const Walk& walk)
{
    m_world.city({{"do", "network"}, {"up", true}});
    m_world.city({{"do", "clearFaults"}});
    m_world.card({{"do", "lift"}});
    QStringList faults;
    waitUntil(
        [&] {
            faults = QStringList{QStringLiteral("no front page, or the printer does not rest")};
            if (!backToFront() || !isPaperAtRest())
                return false;
            const Evidence now = gather(m_world);
            faults = weigh(m_stands, walk, now);
            if (faults.isEmpty())
                m_stands = now;
            return faults.isEmpty();
        },
        kRecovery);
    return faults;
}

bool Campaign::run(std::uint64_t seed, int number)
{
    Walk done = walk(planOf(seed, number), number);
    // Each resident has one bill and pays it with one touch of the phone, whatever the machine asks for.
    done.paid = std::min(1, paidOrders(gather(m_world)) - paidOrders(m_stands));
    QStringList faults = settle(done);
    if (!m_isPlanRight)
        faults += QStringLiteral("the plan counts the touches of this walk wrongly, so its end is not hit");
    for (const auto& fault : faults)
        std::printf("    WRONG: %s\n", qPrintable(fault));
    std::fflush(stdout);
    return faults.isEmpty();
}

} // namespace banshi::journeys

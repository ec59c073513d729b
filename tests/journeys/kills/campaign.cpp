// SPDX-License-Identifier: GPL-3.0-or-later
#include "campaign.h"

#include "plug.h"
#include "told.h"

#include <QFile>
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
constexpr int kBetween = 10;      // seconds until the next resident comes: a host may crash five times in two minutes

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

// Pages on which somebody arrives; one that stays while it is touched counts once.
struct PageCount
{
    int all = 0;
    QString last;

    bool count(const QString& page)
    {
        if (page == last)
            return false;
        last = page;
        ++all;
        return true;
    }
};

NamedJourney journeyNamed(const QString& name)
{
    for (auto& one : allJourneys())
        if (one.name == name)
            return one;
    return {};
}

} // namespace

Campaign::Campaign(World& world, QString outFolder, Trouble trouble)
    : m_world(world), m_out(std::move(outFolder)), m_trouble(trouble), m_stands(gather(world))
{
    QFile table(world.places().source + QStringLiteral("/ui/i18n/sentences.zh_CN.json"));
    if (table.open(QIODevice::ReadOnly))
        m_sentences = nlohmann::json::parse(table.readAll().toStdString(), nullptr, false);
}

Walk Campaign::walk(const KillPlan& plan, int number)
{
    Walk walk{plan.journey};
    Journey journey(m_world, QStringLiteral("kill-%1").arg(number), m_out, {plan.waterAccount});
    journey.takePictures(false);
    bool isKilled = false;
    const auto strike = [&] {
        if (std::exchange(isKilled, true))
            return;
        m_isPulled = pullPlug(m_world, plan.victim);
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
    PageCount pages;
    journey.onPage([&](const QString& page) {
        if (pages.count(page) && pages.all == plan.page)
            timer.start(plan.delay);
    });
    journeyNamed(plan.journey).walk(journey);
    timer.stop();
    strike();
    m_messages.clear();
    noteMessage();
    walk.donePages = donePages(journey.steps());
    if (journey.ok() && plan.page == 0)
        m_isCountRight[plan.journey] |= touches == plan.touches;
    std::printf("%3d %-13s %s %2d +%4d ms  %-16s %s\n", number, qPrintable(plan.journey),
                plan.page > 0 ? "page" : "touch", plan.page > 0 ? plan.page : plan.touch,
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

void Campaign::noteMessage()
{
    auto seen = m_world.finger().look();
    if (seen && seen->value("page", "") == "message" && (m_messages.empty() || m_messages.back() != *seen))
        m_messages.push_back(std::move(*seen));
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
            noteMessage();
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

void Campaign::passTime(int seconds)
{
    waitUntil(
        [&] {
            (void)m_world.finger().page(); // in small steps: processes must keep their heartbeats
            m_world.advance(1s);
            return --seconds <= 0;
        },
        kRecovery);
}

QStringList Campaign::settle(const Walk& walk)
{
    m_world.city({{"do", "network"}, {"up", true}});
    m_world.city({{"do", "clearFaults"}});
    m_world.card({{"do", "lift"}});
    plugIn(m_world);
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
    passTime(kBetween);
    return faults;
}

bool Campaign::run(const KillPlan& plan, int number)
{
    Walk done = walk(plan, number);
    // Each resident has one bill and pays it with one touch of the phone, whatever the machine asks for.
    done.paid = std::min(1, paidOrders(gather(m_world)) - paidOrders(m_stands));
    QStringList faults = settle(done);
    for (const auto& page : m_messages)
        if (const QString silence = untold(page, m_sentences, done.paid > 0);
            m_trouble == Trouble::Plugs && !silence.isEmpty())
            faults += silence;
    if (m_trouble == Trouble::Plugs && !m_isPulled)
        faults += QStringLiteral("there is no such plug, so nothing was pulled");
    for (const auto& fault : faults)
        std::printf("    WRONG: %s\n", qPrintable(fault));
    std::fflush(stdout);
    return faults.isEmpty();
}

std::optional<int> Campaign::pagesOf(const QString& name)
{
    Journey journey(m_world, QStringLiteral("undisturbed"), m_out);
    journey.takePictures(false);
    PageCount pages;
    journey.onPage([&](const QString& page) { pages.count(page); });
    journeyNamed(name).walk(journey);
    std::printf("undisturbed %s: %s\n", qPrintable(name),
                journey.ok() ? "reached its end" : qPrintable(journey.failure()));
    m_stands = gather(m_world);
    return journey.ok() ? std::optional(pages.all) : std::nullopt;
}

QStringList Campaign::miscounted() const
{
    QStringList journeys;
    for (const auto& [journey, isRight] : m_isCountRight)
        if (!isRight)
            journeys += journey;
    return journeys;
}

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#include "journey.h"

#include <QDir>
#include <QElapsedTimer>
#include <algorithm>

namespace banshi::journeys
{

namespace
{

constexpr std::chrono::seconds kPatience(20);    // for one page, paper and slow machines included
constexpr std::chrono::seconds kFirstPicture(5); // from a camera that is there

// What the far ends of the wires hold: card reader, printers and the city, numbers only.
nlohmann::json streetSeen(World& world)
{
    const nlohmann::json state{{"do", "state"}};
    const auto slips = world.slipPrinter(state);
    nlohmann::json seen{{"devices",
                         {{"card", world.card(state).value("card", "unknown")},
                          {"slips", slips.value("slips", 0)},
                          {"slip_hangs_out", slips.value("hanging", false)},
                          {"sheets", world.sheetPrinter(state).value("printed", 0)}}}};
    const auto city = world.city({{"do", "dump"}}).value("dump", nlohmann::json::object());
    for (const char* kind : {"cases", "certificates", "payments", "reports"})
        seen["city"][kind] = city.value(kind, nlohmann::json::array()).size();
    return seen;
}

} // namespace

Journey::Journey(World& world, QString name, QString outFolder, Wishes wishes)
    : m_world(world), m_name(std::move(name)), m_folder(std::move(outFolder)), m_wishes(std::move(wishes))
{
    QDir().mkpath(m_folder + QStringLiteral("/screens"));
}

void Journey::loosePatience(std::chrono::milliseconds patience)
{
    m_giveUp = std::chrono::steady_clock::now() + patience;
}

bool Journey::waitFor(const std::function<bool()>& done) const
{
    bool isDone = false;
    const bool inTime = waitUntil(
        [&] {
            isDone = done();
            return isDone || (m_giveUp && std::chrono::steady_clock::now() > *m_giveUp);
        },
        kPatience);
    return inTime && isDone;
}

bool Journey::touch(const QString& widget)
{
    if (!waitFor([&] { return m_world.finger().sees(widget); }))
        return false;
    ++m_touches;
    if (m_onTouch)
        m_onTouch(m_touches);
    return m_world.finger().tap(widget);
}

Journey& Journey::fail(const QString& why)
{
    if (m_failure.isEmpty())
    {
        m_failure = why + QStringLiteral(" (page on the screen: %1)").arg(m_world.finger().page());
        record(m_world.finger().page(), {}, 0);
    }
    return *this;
}

QString Journey::photograph()
{
    const QString path = m_world.places().folder + QStringLiteral("/phone.png");
    return m_world.finger().shoot(path) ? path : QString();
}

// A camera's view is black until its first picture: nothing to remember. Without a camera the page is taken as it is.
void Journey::awaitCamera() const
{
    (void)waitUntil(
        [&] {
            const auto seen = m_world.finger().look();
            const auto widgets = seen ? seen->value("widgets", nlohmann::json::array()) : nlohmann::json::array();
            return std::all_of(widgets.begin(), widgets.end(),
                               [](const auto& widget) { return widget.value("picture", true); });
        },
        kFirstPicture);
}

void Journey::record(const QString& page, const QString& tapped, double ownMs)
{
    if (m_onPage)
        m_onPage(page);
    StepRecord step{page, tapped, ownMs, {}, m_takesPictures ? streetSeen(m_world) : nlohmann::json::object()};
    step.picture =
        QStringLiteral("%1-%2-%3.png").arg(m_name).arg(m_steps.size() + 1, 2, 10, QLatin1Char('0')).arg(page);
    if (m_takesPictures)
    {
        awaitCamera();
        m_world.finger().shoot(m_folder + QStringLiteral("/screens/") + step.picture);
    }
    if (const auto open = m_world.gateway(QStringLiteral("/local/journal/open")))
        step.seen["open_promises"] = open->value("intents", nlohmann::json::array()).size();
    if (const auto health = m_world.gateway(QStringLiteral("/local/health")))
        step.seen["queue"] = health->value("queue", nlohmann::json::object());
    m_steps.push_back(std::move(step));
}

Journey& Journey::tap(const QString& widget, const QString& page)
{
    if (!ok())
        return *this;
    if (!touch(widget))
        return fail(QStringLiteral("cannot touch %1").arg(widget));
    QElapsedTimer timer;
    timer.start();
    if (!waitFor([&] { return m_world.finger().page() == page; }))
        return fail(QStringLiteral("page %1 did not come after touching %2").arg(page, widget));
    record(page, widget, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    return *this;
}

Journey& Journey::expect(const QString& page)
{
    if (!ok())
        return *this;
    QElapsedTimer timer;
    timer.start();
    if (!waitFor([&] { return m_world.finger().page() == page; }))
        return fail(QStringLiteral("page %1 did not come").arg(page));
    record(page, {}, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    return *this;
}

Journey& Journey::expectWidget(const QString& widget)
{
    if (ok() && !waitFor([&] { return m_world.finger().sees(widget); }))
        fail(QStringLiteral("%1 is not to be seen").arg(widget));
    return *this;
}

Journey& Journey::type(const QString& text)
{
    Finger& finger = m_world.finger();
    for (const QChar& character : text)
    {
        const QString key = QStringLiteral("key.") + character;
        // Letters and digits may stand on two faces of the keyboard.
        for (const char* turn : {"key.signs", "key.letters"})
            if (ok() && !finger.sees(key) && finger.sees(QString::fromLatin1(turn)))
                finger.tap(QString::fromLatin1(turn));
        if (ok() && !touch(key))
            fail(QStringLiteral("cannot type"));
    }
    return *this;
}

Journey& Journey::act(const QString& what, const std::function<bool()>& doIt)
{
    if (ok() && !doIt())
        fail(what);
    return *this;
}

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#include "journey.h"

#include <QDir>
#include <QElapsedTimer>

namespace banshi::journeys
{

namespace
{

constexpr std::chrono::seconds kPatience(20); // for one page, paper and slow machines included

} // namespace

Journey::Journey(World& world, QString name, QString outFolder)
    : m_world(world), m_name(std::move(name)), m_folder(std::move(outFolder))
{
    QDir().mkpath(m_folder + QStringLiteral("/screens"));
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

QString Journey::lastPicture() const
{
    return m_steps.empty() ? QString() : m_folder + QStringLiteral("/screens/") + m_steps.back().picture;
}

void Journey::record(const QString& page, const QString& tapped, double ownMs)
{
    StepRecord step{page, tapped, ownMs, {}, {}};
    step.picture = QStringLiteral("%1-%2-%3.png").arg(m_name).arg(m_steps.size() + 1, 2, 10, QLatin1Char('0')).arg(page);
    m_world.finger().shoot(m_folder + QStringLiteral("/screens/") + step.picture);
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
    if (!m_world.finger().waitForWidget(widget, kPatience) || !m_world.finger().tap(widget))
        return fail(QStringLiteral("cannot touch %1").arg(widget));
    QElapsedTimer timer;
    timer.start();
    if (!m_world.finger().waitForPage(page, kPatience))
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
    if (!m_world.finger().waitForPage(page, kPatience))
        return fail(QStringLiteral("page %1 did not come").arg(page));
    record(page, {}, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    return *this;
}

Journey& Journey::expectWidget(const QString& widget)
{
    if (ok() && !m_world.finger().waitForWidget(widget, kPatience))
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
        if (ok() && (!finger.waitForWidget(key, kPatience) || !finger.tap(key)))
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

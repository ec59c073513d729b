// SPDX-License-Identifier: GPL-3.0-or-later
// The street before the machine: the far ends of its wires, and the people who stand before its cameras.
#include "banshi/journeys/world.h"

#include <QDir>
#include <QFile>
#include <QProcess>

namespace banshi::journeys
{

namespace
{

constexpr std::chrono::seconds kComeUp(20); // for one process to listen
constexpr int kDrawnMs = 120000;            // one person in all movements

} // namespace

void World::launchReader()
{
    launch(QStringLiteral("idcard"), {QStringLiteral("--tty"), runFolder() + QStringLiteral("/idcard.tty"),
                                      QStringLiteral("--control"), control(QStringLiteral("idcard"))});
}

void World::launchSlipPrinter()
{
    launch(QStringLiteral("receipt"),
           {QStringLiteral("--tty"), runFolder() + QStringLiteral("/receipt.tty"), QStringLiteral("--out"),
            paperFolder(), QStringLiteral("--control"), control(QStringLiteral("receipt"))});
}

bool World::powerOn(const QString& device)
{
    if (!m_processes.at(device)->isRunning())
    {
        if (device == QLatin1String("idcard"))
            launchReader();
        else
            launchSlipPrinter();
    }
    return waitUntil([&] { return ask(control(device), {{"do", "state"}}).has_value(); }, kComeUp);
}

bool World::startStreet()
{
    const auto portFile = [this](const QString& who) {
        return runFolder() + QLatin1Char('/') + who + QStringLiteral(".port");
    };
    launchReader();
    launchSlipPrinter();
    launch(QStringLiteral("camera"), {QStringLiteral("--port-file"), portFile(QStringLiteral("camera")),
                                      QStringLiteral("--control"), control(QStringLiteral("camera"))});
    launch(QStringLiteral("a4"),
           {QStringLiteral("--port-file"), portFile(QStringLiteral("a4")), QStringLiteral("--out"), paperFolder(),
            QStringLiteral("--control"), control(QStringLiteral("a4"))});
    for (const QString& who :
         {QStringLiteral("idcard"), QStringLiteral("receipt"), QStringLiteral("camera"), QStringLiteral("a4")})
        if (!waitUntil([&] { return ask(control(who), {{"do", "state"}}).has_value(); }, kComeUp))
            return fail(QStringLiteral("the simulator does not answer: ") + who);
    for (const QString& who : {QStringLiteral("camera"), QStringLiteral("a4")})
        if (!waitUntil([&] { return !portFrom(who).isEmpty(); }, kComeUp))
            return fail(QStringLiteral("no port from ") + who);
    return true;
}

QString World::personFolder(int seed)
{
    QString folder = m_places.folder + QStringLiteral("/people/%1").arg(seed);
    if (QFile::exists(folder + QStringLiteral("/chip.webp")))
        return folder;
    QDir().mkpath(folder);
    return draw({QString::number(seed), folder}) ? folder : QString();
}

QString World::photoFolder(int seed)
{
    const QString folder = m_places.folder + QStringLiteral("/people/%1").arg(seed);
    QString photo = folder + QStringLiteral("/photo");
    if (QFile::exists(photo + QStringLiteral("-right")))
        return photo;
    QDir().mkpath(folder);
    return draw({QString::number(seed), folder, QStringLiteral("photo")}) ? photo : QString();
}

bool World::draw(const QStringList& what)
{
    QProcess renderer;
    renderer.start(program(QStringLiteral("banshi-render-people")), what);
    return renderer.waitForFinished(kDrawnMs) && renderer.exitCode() == 0;
}

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
// The street before the machine: the far ends of its wires, and the people who stand before its cameras.
#include "banshi/journeys/world.h"

#include "more_devices.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <array>

namespace banshi::journeys
{

namespace
{

constexpr std::chrono::seconds kComeUp(20); // for one process to listen
constexpr int kDrawnMs = 120000;            // one person in all movements
constexpr std::array kDevices{"idcard", "receipt", "camera", "a4"};

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

std::map<QString, QString> World::simulators() const
{
    std::map<QString, QString> all;
    for (const char* who : kDevices)
        all[QString::fromLatin1(who)] = control(QString::fromLatin1(who));
    for (const MoreDevice& device : moreDevicesHere())
        all[device.name] = control(device.name);
    return all;
}

nlohmann::json World::simulator(const QString& device, const nlohmann::json& order)
{
    return ask(control(device), order).value_or(nlohmann::json::object());
}

std::vector<MoreDevice> World::moreDevicesHere() const
{
    return m_places.everyDevice ? moreDevices(runFolder()) : std::vector<MoreDevice>();
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
    for (const MoreDevice& device : moreDevicesHere())
        launch(device.name, device.arguments + QStringList{QStringLiteral("--control"), control(device.name)});
    for (const auto& [who, socket] : simulators())
        if (!waitUntil([&] { return ask(socket, {{"do", "state"}}).has_value(); }, kComeUp))
            return fail(QStringLiteral("the simulator does not answer: ") + who);
    QStringList listening{QStringLiteral("camera"), QStringLiteral("a4")};
    for (const MoreDevice& device : moreDevicesHere())
        if (device.connection.contains(QLatin1String("%port")))
            listening << device.name;
    for (const QString& who : listening)
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/journeys/world.h"

#include "banshi/base/file_clock.h"
#include "machine_file.h"

#include <QDir>
#include <QFile>
#include <QLocalSocket>

namespace banshi::journeys
{

namespace
{

constexpr std::chrono::seconds kComeUp(20); // for one process to listen

QString readFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

bool writeFile(const QString& path, const QString& text)
{
    QFile file(path);
    const QByteArray bytes = text.toUtf8();
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

WorldPlaces placesOf(const QString& programs, const QString& source, const QString& folder)
{
    WorldPlaces places;
    places.programs = programs;
    places.plugins = programs + QStringLiteral("/../tests/plugins");
    places.source = QDir(source).absolutePath();
    places.folder = QDir(folder).absolutePath();
    return places;
}

World::World(WorldPlaces places) : m_places(std::move(places))
{
    m_finger = std::make_unique<Finger>(runFolder());
}

World::~World()
{
    stop();
}

bool World::fail(const QString& why)
{
    m_whyNot = why;
    return false;
}

bool World::start()
{
    for (const QString& folder : {runFolder(), logFolder(), paperFolder(), m_places.folder + QStringLiteral("/data"),
                                  m_places.folder + QStringLiteral("/tmp")})
        if (!QDir().mkpath(folder))
            return fail(QStringLiteral("cannot make the folder ") + folder);
    return makeKeys() && startStreet() && startCity() && startMachine();
}

void World::stop()
{
    // The machine first, so that it does not report the street's end as faults.
    for (const char* name : {"kiosk", "gateway"})
        m_processes.erase(QString::fromLatin1(name));
    m_processes.clear();
}

void World::launch(const QString& name, const QStringList& arguments)
{
    auto& process = m_processes[name];
    process = std::make_unique<Process>(name, logFolder() + QLatin1Char('/') + name + QStringLiteral(".log"));
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TMPDIR"), m_places.folder + QStringLiteral("/tmp"));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"),
                       name == QLatin1String("kiosk") ? m_places.platform : QStringLiteral("offscreen"));
    if (name == QLatin1String("kiosk"))
    {
        environment.insert(QStringLiteral("QT_PLUGIN_PATH"), m_places.plugins);
        QString plugins = QStringLiteral("banshi-hand:") + runFolder();
        if (!m_places.morePlugins.isEmpty())
            plugins += QLatin1Char(',') + m_places.morePlugins;
        environment.insert(QStringLiteral("QT_QPA_GENERIC_PLUGINS"), plugins);
    }
    const QString file =
        name == QLatin1String("kiosk") || name == QLatin1String("gateway") || name == QLatin1String("city")
            ? QStringLiteral("banshi-") + name
            : QStringLiteral("banshi-virtual-") + name;
    process->start(program(file), arguments, environment);
}

bool World::makeKeys()
{
    const QString folder = m_places.folder + QStringLiteral("/tls");
    QProcess script;
    script.setProcessChannelMode(QProcess::MergedChannels);
    script.start(m_places.source + QStringLiteral("/packaging/tls/make-test-tls.sh"),
                 {folder, QStringLiteral("SZ-FT-0417")});
    if (!script.waitForFinished() || script.exitCode() != 0)
        return fail(QStringLiteral("test certificates: ") + QString::fromUtf8(script.readAll()));
    return true;
}

QString World::portFrom(const QString& who) const
{
    return readFile(runFolder() + QLatin1Char('/') + who + QStringLiteral(".port"));
}

bool World::startCity()
{
    launch(QStringLiteral("city"),
           {QStringLiteral("--tls"), m_places.folder + QStringLiteral("/tls"), QStringLiteral("--port-file"),
            runFolder() + QStringLiteral("/city.port"), QStringLiteral("--control"), control(QStringLiteral("city"))});
    if (!waitUntil(
            [&] {
                return !portFrom(QStringLiteral("city")).isEmpty() &&
                       ask(control(QStringLiteral("city")), {{"do", "dump"}}).has_value();
            },
            kComeUp))
        return fail(QStringLiteral("the city does not answer"));
    return true;
}

bool World::startMachine()
{
    const QString run = runFolder();
    MachineFacts facts{portFrom(QStringLiteral("city")),
                       portFrom(QStringLiteral("a4")),
                       portFrom(QStringLiteral("camera")),
                       run + QStringLiteral("/idcard.tty"),
                       run + QStringLiteral("/receipt.tty"),
                       m_places.window,
                       m_places.platform == QLatin1String("offscreen") ? m_places.folder + QStringLiteral("/spoken.wav")
                                                                       : QString(),
                       moreDevicesHere()};
    for (MoreDevice& device : facts.more)
        device.connection.replace(QLatin1String("%port"), portFrom(device.name));
    if (!writeFile(m_places.folder + QStringLiteral("/machine.toml"), machineFile(facts)))
        return fail(QStringLiteral("cannot write the machine file"));
    launchGateway();
    if (!waitUntil([&] { return gateway(QStringLiteral("/local/health")).has_value(); }, kComeUp))
        return fail(QStringLiteral("the gateway does not answer; see ") + logFolder() + QStringLiteral("/gateway.log"));
    launchKiosk();
    if (!m_finger->waitForPage(QStringLiteral("front"), 2 * kComeUp))
        return fail(QStringLiteral("no front page; see ") + logFolder() + QStringLiteral("/kiosk.log"));
    if (!waitUntil([&] { return isReady(); }, 2 * kComeUp))
        return fail(QStringLiteral("not every device and service is ready; see ") + logFolder() +
                    QStringLiteral("/kiosk.log"));
    return true;
}

bool World::isReady()
{
    return m_finger->page() == QLatin1String("front") && m_finger->reads(QStringLiteral("设备和网络都正常"));
}

void World::launchGateway()
{
    launch(QStringLiteral("gateway"), {QStringLiteral("--config"), m_places.folder + QStringLiteral("/machine.toml")});
}

void World::launchKiosk()
{
    launch(QStringLiteral("kiosk"), {QStringLiteral("--config"), m_places.folder + QStringLiteral("/machine.toml")});
}

nlohmann::json World::tell(const char* who, const nlohmann::json& order)
{
    return ask(control(QString::fromLatin1(who)), order).value_or(nlohmann::json::object());
}

std::optional<nlohmann::json> World::gateway(const QString& path)
{
    QLocalSocket socket;
    socket.connectToServer(runFolder() + QStringLiteral("/gateway.sock"));
    if (!socket.waitForConnected(1000))
        return std::nullopt;
    socket.write("GET " + path.toUtf8() + " HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    while (socket.waitForReadyRead(2000))
        answer += socket.readAll();
    const qsizetype body = answer.indexOf("\r\n\r\n");
    if (body < 0)
        return std::nullopt;
    const QByteArray text = answer.mid(body + 4);
    auto json = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
    return json.is_discarded() ? std::nullopt : std::optional(json);
}

void World::advance(std::chrono::nanoseconds span)
{
    if (auto clock = base::FileClock::open((runFolder() + QStringLiteral("/clock")).toStdString()))
        (*clock)->advance(span);
}

base::MonoTime World::now() const
{
    const auto clock = base::FileClock::open((runFolder() + QStringLiteral("/clock")).toStdString());
    return clock ? (*clock)->now() : base::MonoTime();
}

std::map<QString, qint64> World::processes() const
{
    std::map<QString, qint64> all;
    for (const auto& [name, process] : m_processes)
        if (process->isRunning())
            all[name] = process->pid();
    return all;
}

} // namespace banshi::journeys

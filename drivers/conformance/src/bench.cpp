// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/bench.h"

#include "banshi/drivers/client/token_file.h"
#include "banshi/drivers/protocol/start_token.h"

#include <QDir>
#include <QFile>

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kLook = 10ms;            // how often a wait looks at what no signal tells
constexpr auto kGone = 5000ms;          // a killed host's process and connection
constexpr auto kToldAbilities = 3000ms; // after the device has become ready
constexpr auto kOverdue = 4000ms;       // past a command's time-out; longer than the proxy's grace
constexpr client::ProxyPatience kPatience{1500ms, 2000ms, 3};
constexpr int kManyCrashes = 1000; // the circuit stays closed: crashes are counted here

const QString& service()
{
    static const QString name = QStringLiteral("device");
    return name;
}

} // namespace

Bench::Bench(const base::Clock& clock, BenchSetup setup)
    : m_clock(clock), m_setup(std::move(setup)), m_startToken(protocol::makeStartToken()), m_publisher(m_startToken)
{
}

Bench::~Bench()
{
    m_proxy.reset(); // before the directory that it follows
}

bool Bench::start()
{
    const QString portFile = m_folder.filePath(QStringLiteral("publisher.port"));
    const QString tokenFile = m_folder.filePath(QStringLiteral("devices.token"));
    if (!QDir(m_folder.path()).mkpath(QStringLiteral("run")) || !client::writeTokenFile(tokenFile, m_startToken) ||
        !m_publisher.listen(client::PortRule::Any, portFile))
        return false;
    m_directory = std::make_unique<client::DeviceDirectory>(m_clock, portFile, tokenFile);
    m_directory->start();
    client::SpawnPolicy policy{m_setup.hostProgram, QStringLiteral("file:") + portFile, 50ms, 500ms, kManyCrashes};
    policy.startToken = m_startToken;
    policy.logFile = m_folder.filePath(QStringLiteral("host.log"));
    m_launcher = std::make_unique<client::SpawningLauncher>(m_clock, policy);
    connect(m_launcher.get(), &client::HostLauncher::stateChanged, this,
            [this](const QString& name, client::HostState state) {
                const bool ended = state == client::HostState::BackingOff || state == client::HostState::CircuitOpen;
                if (ended && !std::exchange(m_wantedEnd, false))
                    m_died = m_launcher->lastEnd(name);
            });
    m_launcher->start({service(), m_setup.plugin, m_setup.connection, m_setup.optionsJson, false, runFolder(), {}});
    m_proxy = std::make_unique<client::DeviceProxy>(m_clock, *m_directory, service(), kPatience);
    connect(m_proxy.get(), &client::DeviceProxy::unresponsive, this, [this] {
        m_hung = true;
        kill();
    });
    connect(m_proxy.get(), &client::DeviceProxy::eventReceived, this, [this](const QString& name) {
        m_events << name;
        if (m_loop != nullptr)
            m_loop->quit();
    });
    connect(m_proxy.get(), &client::DeviceProxy::stateChanged, this, [this] {
        const auto& status = m_proxy->status();
        if (status.contains("common"))
            m_said << QString::fromStdString(status["common"].value("deviceReasons", nlohmann::json()).dump());
        if (m_loop != nullptr)
            m_loop->quit();
    });
    return true;
}

bool Bench::stop()
{
    m_launcher->stop(service());
    return waitUntil([this] { return m_launcher->state(service()) == client::HostState::Stopped; }, 5s);
}

void Bench::restart()
{
    const qint64 old = m_launcher->processId(service());
    m_wantedEnd = old > 0;
    m_launcher->restart(service());
    // Until then the old host's last words would be taken for the new one's.
    (void)waitUntil([this, old] { return old == 0 || (process() != old && !isServing()); }, kGone);
}

void Bench::kill()
{
    m_wantedEnd = true;
    m_launcher->kill(service());
}

bool Bench::waitUntil(const std::function<bool()>& reached, std::chrono::milliseconds limit)
{
    QEventLoop loop;
    bool isOver = false;
    base::Timer deadline(m_clock);
    base::Timer look(m_clock);
    connect(&deadline, &base::Timer::fired, &loop, [&] {
        isOver = true;
        loop.quit();
    });
    connect(&look, &base::Timer::fired, &loop, &QEventLoop::quit);
    deadline.start(limit);
    look.startRepeating(kLook);
    QEventLoop* const outer = std::exchange(m_loop, &loop);
    while (!reached() && !isOver)
        loop.exec();
    m_loop = outer;
    return reached();
}

bool Bench::isReady() const
{
    if (!isServing())
        return false;
    const auto condition = m_proxy->condition();
    return condition == client::DeviceCondition::Ok || condition == client::DeviceCondition::Warning;
}

bool Bench::waitReady(std::chrono::milliseconds limit)
{
    if (!waitUntil([this] { return isReady(); }, limit))
        return false;
    // A profile may ask what the device can; a driver that never says it fails contract.ready.
    (void)waitUntil([this] { return !isReady() || m_proxy->capabilities().contains("common"); }, kToldAbilities);
    return true;
}

SentPtr Bench::send(std::string_view command, nlohmann::json payload, std::chrono::milliseconds timeout)
{
    auto sent = std::make_shared<Sent>();
    sent->at = m_clock.now();
    sent->requestId =
        m_proxy->send(command, std::move(payload), timeout, [this, sent](const client::Completion& completion) {
            sent->done = m_clock.now();
            sent->completion = completion;
            heard(completion);
            if (m_loop != nullptr)
                m_loop->quit();
        });
    return sent;
}

const client::Completion* Bench::finish(const SentPtr& sent, std::chrono::milliseconds limit)
{
    (void)waitUntil([&sent] { return sent->completion.has_value(); }, limit);
    return sent->completion ? &*sent->completion : nullptr;
}

std::optional<client::Completion> Bench::run(std::string_view command, nlohmann::json payload,
                                             std::chrono::milliseconds timeout)
{
    const SentPtr sent = send(command, std::move(payload), timeout);
    (void)finish(sent, timeout + kOverdue);
    return sent->completion;
}

void Bench::heard(const client::Completion& completion)
{
    if (!completion.description.empty())
        m_said << QString::fromStdString(completion.description);
}

qint64 Bench::process() const
{
    return m_launcher->processId(service());
}

bool Bench::hasDied(QString& how)
{
    how = std::exchange(m_died, {});
    return !how.isEmpty();
}

QByteArray Bench::log() const
{
    QFile file(m_folder.filePath(QStringLiteral("host.log")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString Bench::runFolder() const
{
    return m_folder.filePath(QStringLiteral("run"));
}

} // namespace banshi::drivers::conformance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/simulated_end.h"

#include <QFile>
#include <QLocalSocket>

namespace banshi::drivers::conformance
{

namespace
{

constexpr int kReadyMs = 20000; // ippeveprinter needs seconds on a loaded machine
constexpr int kAnswerMs = 10000;
constexpr int kEndMs = 5000;

void replaceAll(std::string& text, const std::string& what, const std::string& by)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

} // namespace

SimulatedEnd::SimulatedEnd(Rig rig, std::string rigFolder, std::string programs)
    : m_rig(std::move(rig)), m_rigFolder(std::move(rigFolder)), m_programs(std::move(programs))
{
}

SimulatedEnd::~SimulatedEnd()
{
    m_process.terminate();
    if (!m_process.waitForFinished(kEndMs))
        m_process.kill();
    m_process.waitForFinished(kEndMs);
}

base::Result<std::unique_ptr<SimulatedEnd>, GroundError> SimulatedEnd::start(Rig rig, const std::string& rigFolder,
                                                                             const std::string& programs)
{
    std::unique_ptr<SimulatedEnd> end(new SimulatedEnd(std::move(rig), rigFolder, programs));
    if (auto launched = end->launch(); !launched)
        return tl::unexpected(launched.error());
    return end;
}

base::Result<void, GroundError> SimulatedEnd::launch()
{
    const auto bad = [](const std::string& what) { return base::fail(GroundCode::NoSimulator, what); };
    std::string program = filled(m_rig.program.front());
    if (program.find('/') == std::string::npos)
        program.insert(0, m_programs + '/');
    QStringList arguments;
    for (std::size_t i = 1; i < m_rig.program.size(); ++i)
        arguments << QString::fromStdString(filled(m_rig.program[i]));
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QString::fromStdString(program), arguments);
    while (!m_process.canReadLine())
        if (!m_process.waitForReadyRead(kReadyMs))
            return bad(program + " does not say that it is ready");
    if (m_process.readLine().trimmed() != "ready")
        return bad(program + " says something else than ready");
    if (!m_rig.portFile.empty())
    {
        QFile file(QString::fromStdString(filled(m_rig.portFile)));
        if (!file.open(QIODevice::ReadOnly))
            return bad(program + " has written no port");
        m_port = file.readAll().trimmed().toStdString();
    }
    if (m_rig.relay)
    {
        m_relay = std::make_unique<Relay>(QString::fromStdString(m_port).toUShort());
        m_relayPort = std::to_string(m_relay->listen());
    }
    return perform(act::kReset) ? base::Result<void, GroundError>() : bad(program + " cannot be reset");
}

std::string SimulatedEnd::filled(std::string text) const
{
    replaceAll(text, "{folder}", m_folder.path().toStdString());
    replaceAll(text, "{rig}", m_rigFolder);
    replaceAll(text, "{port}", m_port);
    replaceAll(text, "{relay}", m_relayPort);
    return text;
}

nlohmann::json SimulatedEnd::options() const
{
    return nlohmann::json::parse(filled(m_rig.options.dump()));
}

bool SimulatedEnd::perform(const std::string& act)
{
    const auto found = m_rig.acts.find(act);
    if (found == m_rig.acts.end())
        return false;
    for (const nlohmann::json& step : found->second)
    {
        const bool isDone =
            step.is_string() ? m_relay && m_relay->setMode(step.get<std::string>()) : control(step).value("ok", false);
        if (!isDone)
            return false;
    }
    return true;
}

nlohmann::json SimulatedEnd::control(const nlohmann::json& request) const
{
    nlohmann::json none = nlohmann::json::object();
    QLocalSocket socket;
    socket.connectToServer(QString::fromStdString(filled(m_rig.control)));
    if (!socket.waitForConnected(kAnswerMs))
        return none;
    socket.write(QByteArray::fromStdString(filled(request.dump())) + '\n');
    while (!socket.canReadLine())
        if (!socket.waitForReadyRead(kAnswerMs))
            return none;
    auto answer = nlohmann::json::parse(socket.readLine().toStdString(), nullptr, false);
    return answer.is_object() ? answer : none;
}

std::optional<double> SimulatedEnd::ask(const std::string& probe)
{
    const auto found = m_rig.probes.find(probe);
    if (found == m_rig.probes.end())
        return std::nullopt;
    const nlohmann::json answer = control(found->second.request);
    const nlohmann::json::json_pointer place(found->second.at);
    if (!answer.contains(place))
        return std::nullopt;
    const nlohmann::json& value = answer.at(place);
    if (value.is_boolean())
        return value.get<bool>() ? 1 : 0;
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

std::string SimulatedEnd::countedBy() const
{
    return m_rig.probes.contains(probe::kCount) ? "simulator" : "nobody";
}

} // namespace banshi::drivers::conformance

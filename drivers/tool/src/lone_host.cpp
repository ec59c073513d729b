// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/lone_host.h"

#include "banshi/drivers/client/token_file.h"
#include "banshi/drivers/protocol/start_token.h"

namespace banshi::drivers::tool
{

LoneHost::LoneHost(const base::Clock& clock, QString program) : m_clock(clock), m_program(std::move(program)) {}

LoneHost::~LoneHost() = default;

std::string LoneHost::start(client::HostSpec spec, const QString& portFile, const QString& tokenFile)
{
    const std::string token = protocol::makeStartToken();
    if (!m_folder.isValid() || !client::writeTokenFile(tokenFile, token))
        return tokenFile.toStdString() + " cannot be written";
    m_publisher = std::make_unique<client::ServicePublisher>(token);
    if (!m_publisher->listen(client::PortRule::Any, portFile))
        return portFile.toStdString() + " cannot be written, or no port is free";
    client::SpawnPolicy policy{m_program, m_publisher->uri()};
    policy.startToken = token;
    m_launcher = std::make_unique<client::SpawningLauncher>(m_clock, policy);
    connect(m_launcher.get(), &client::HostLauncher::stateChanged, this,
            [this](const QString&, client::HostState state) {
                if (state == client::HostState::CircuitOpen)
                    Q_EMIT gaveUp();
            });
    spec.runDir = m_folder.path();
    m_launcher->start(spec);
    return {};
}

} // namespace banshi::drivers::tool

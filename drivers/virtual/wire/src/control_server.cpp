// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/wire/control_server.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <nlohmann/json.hpp>

namespace banshi::drivers::virtual_wire
{

namespace
{

constexpr qint64 kLongestLine = 32 * 1024 * 1024;

} // namespace

ControlServer::ControlServer(Handler handler, QObject* parent)
    : QObject(parent), m_handler(std::move(handler)), m_server(std::make_unique<QLocalServer>())
{
    connect(m_server.get(), &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* client = m_server->nextPendingConnection())
            serve(client);
    });
}

ControlServer::~ControlServer() = default;

base::Result<void, WireFault> ControlServer::listen(const QString& path)
{
    QLocalServer::removeServer(path);
    if (!m_server->listen(path))
        return base::fail(WireError::CannotListen, m_server->errorString().toStdString());
    return {};
}

void ControlServer::serve(QLocalSocket* client)
{
    connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
    connect(client, &QLocalSocket::readyRead, this, [this, client] {
        while (client->canReadLine())
            client->write(answer(client->readLine()));
        if (client->bytesAvailable() > kLongestLine)
            client->abort();
    });
}

QByteArray ControlServer::answer(const QByteArray& line) const
{
    nlohmann::json reply;
    const auto request = nlohmann::json::parse(line.begin(), line.end(), nullptr, false);
    if (request.is_discarded() || !request.is_object() || !request.contains("do") || !request["do"].is_string())
        reply = refusal("an object with a text member \"do\" is expected");
    else
    {
        try
        {
            reply = m_handler(request);
        }
        catch (const nlohmann::json::exception& error)
        {
            reply = refusal(error.what());
        }
    }
    if (!reply.contains("ok"))
        reply["ok"] = true;
    return QByteArray::fromStdString(reply.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)) + '\n';
}

nlohmann::json refusal(const std::string& problem)
{
    return {{"ok", false}, {"problem", problem}};
}

} // namespace banshi::drivers::virtual_wire

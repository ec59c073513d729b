// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/camera/device.h"

#include "banshi/drivers/virtual/wire/control_server.h"

#include <nlohmann/json.hpp>

namespace banshi::drivers::virtual_camera
{

namespace
{

using virtual_wire::refusal;

constexpr int kRestartMs = 2'000;

const std::map<std::string, Fault>& faults()
{
    static const std::map<std::string, Fault> names{
        {"none", Fault::None},   {"freeze", Fault::Freeze},       {"garbage", Fault::Garbage},
        {"noise", Fault::Noise}, {"halfFrame", Fault::HalfFrame}, {"splitBytes", Fault::SplitBytes},
        {"flood", Fault::Flood}, {"slow", Fault::Slow},           {"unplug", Fault::Unplug}};
    return names;
}

std::string nameOf(Fault fault)
{
    for (const auto& [name, known] : faults())
        if (known == fault)
            return name;
    return {};
}

} // namespace

Device::Device(const base::Clock& clock)
{
    for (const char* name : {"face", "document"})
        m_streams.emplace(name, std::make_unique<Stream>(clock));
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* client = m_server.nextPendingConnection())
            greet(client);
    });
}

Device::~Device() = default;

int Device::start()
{
    return m_server.listen(QHostAddress::LocalHost) ? m_server.serverPort() : 0;
}

void Device::greet(QTcpSocket* client)
{
    client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    connect(client, &QTcpSocket::readyRead, this, [this, client, seen = QByteArray()]() mutable {
        constexpr qsizetype kLongestHead = 16 * 1024;
        seen += client->readAll();
        if (const qsizetype end = seen.indexOf("\r\n\r\n"); end >= 0)
        {
            client->disconnect(this);
            route(client, seen.left(seen.indexOf("\r\n")));
        }
        else if (seen.size() > kLongestHead)
            client->abort();
    });
}

void Device::route(QTcpSocket* client, const QByteArray& requestLine)
{
    const auto words = requestLine.split(' ');
    const auto found =
        words.size() == 3 && words[0] == "GET" ? m_streams.find(words[1].mid(1).toStdString()) : m_streams.end();
    if (found != m_streams.end())
        return found->second->serve(client);
    client->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    client->disconnectFromHost();
}

nlohmann::json Device::state() const
{
    nlohmann::json streams;
    for (const auto& [name, stream] : m_streams)
        streams[name] = {{"url", "http://127.0.0.1:" + std::to_string(m_server.serverPort()) + "/" + name},
                         {"folder", stream->folder()},
                         {"frames", stream->frameCount()},
                         {"blank", stream->isBlank()},
                         {"clients", stream->clientCount()},
                         {"fault", nameOf(stream->fault())}};
    return {{"port", m_server.serverPort()}, {"streams", streams}};
}

nlohmann::json Device::apply(Stream& stream, const nlohmann::json& request)
{
    const std::string what = request["do"].get<std::string>();
    if (what == "play")
    {
        if (!stream.play(request.value("folder", ""), request.value("fps", 15), request.value("then", "")))
            return refusal("a folder holds no .jpg");
    }
    else if (what == "blank")
        stream.blank();
    else if (what == "fault" && request.value("kind", "") == "drop")
        stream.drop();
    else if (what == "fault" && request.value("kind", "") == "restart")
        stream.restart(std::chrono::milliseconds(request.value("ms", kRestartMs)));
    else if (what == "fault")
    {
        const auto found = faults().find(request.value("kind", ""));
        if (found == faults().end())
            return refusal("no such fault: " + request.value("kind", ""));
        stream.setFault(found->second);
    }
    else
        return refusal("do is one of state, play, blank, fault, faults");
    return state();
}

nlohmann::json Device::control(const nlohmann::json& request)
{
    if (request["do"] == "state")
        return state();
    if (request["do"] == "faults")
    {
        nlohmann::json words = nlohmann::json::array({"drop", "restart"});
        for (const auto& [word, fault] : faults())
            if (fault != Fault::None)
                words.push_back(word);
        return {{"faults", std::move(words)}};
    }
    const std::string name = request.value("stream", "");
    if (name.empty() && request["do"] == "fault")
    {
        nlohmann::json answer;
        for (const auto& [unused, stream] : m_streams)
            answer = apply(*stream, request);
        return answer;
    }
    const auto found = m_streams.find(name);
    if (found == m_streams.end())
        return refusal("stream is one of face, document");
    return apply(*found->second, request);
}

} // namespace banshi::drivers::virtual_camera

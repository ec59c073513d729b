// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/payterm/device.h"

#include <QHostAddress>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace banshi::drivers::virtual_payterm
{

namespace
{

using namespace std::chrono_literals;
using nlohmann::json;
using virtual_wire::LineFault;
using virtual_wire::refusal;

constexpr qsizetype kHead = 4;
constexpr quint32 kLongestMessage = 256 * 1024;
constexpr auto kRestart = 2000ms;

// What may happen on this wire: TCP has checksums of its own.
const std::vector<LineFault> kFaults{LineFault::SplitBytes, LineFault::Noise, LineFault::Silence,
                                     LineFault::HalfFrame,  LineFault::Slow,  LineFault::Flood,
                                     LineFault::OtherAnswer};

std::optional<Deed> deedOf(const std::string& word)
{
    if (word == "pay")
        return Deed::Pay;
    if (word == "refuse")
        return Deed::Refuse;
    if (word == "cancel")
        return Deed::Cancel;
    return std::nullopt;
}

} // namespace

Device::Device(const base::Clock& clock, QObject* parent)
    : QObject(parent),
      m_speaker(clock,
                [this](const virtual_wire::Speaker::Bytes& bytes) {
                    if (m_client)
                        m_client->write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
                }),
      m_desk(clock, m_speaker,
             {.plugIn = [this] { return start(); },
              .unplug = [this] { unplug(); },
              .restart = [this] { m_terminal.restart(); },
              .restartTime = kRestart,
              .line = kFaults,
              .own = {{"lostRequest", [this](int times) { m_terminal.loseRequests(times); }},
                      {"broken", [this](int) { m_terminal.setBroken(true); }}},
              .clear =
                  [this] {
                      m_terminal.setHabit(std::nullopt);
                      m_terminal.setBroken(false);
                      m_terminal.loseRequests(0);
                  },
              .state = [this] { return state(); },
              .orders = "person"})
{
    connect(&m_server, &QTcpServer::newConnection, this, &Device::accept);
}

base::Result<void, virtual_wire::WireFault> Device::start()
{
    if (!m_server.isListening() && !m_server.listen(QHostAddress::LocalHost, m_port))
        return base::fail(virtual_wire::WireError::CannotListen, m_server.errorString().toStdString());
    m_port = m_server.serverPort();
    return {};
}

void Device::accept()
{
    while (QTcpSocket* client = m_server.nextPendingConnection())
    {
        if (m_client)
            m_client->abort();
        m_client = client;
        m_heard.clear();
        m_speaker.interrupt();
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(client, &QTcpSocket::readyRead, this, &Device::receive);
    }
}

void Device::receive()
{
    if (sender() != m_client)
        return;
    m_heard += m_client->readAll();
    while (m_heard.size() >= kHead)
    {
        const auto length = qFromBigEndian<quint32>(m_heard.constData());
        if (length == 0 || length > kLongestMessage)
        {
            m_client->abort();
            return;
        }
        if (m_heard.size() < kHead + static_cast<qsizetype>(length))
            return;
        const QByteArray text = m_heard.mid(kHead, static_cast<qsizetype>(length));
        m_heard.remove(0, kHead + static_cast<qsizetype>(length));
        say(m_terminal.receive(json::parse(text.begin(), text.end(), nullptr, false)));
    }
}

void Device::say(const std::vector<json>& messages)
{
    for (const json& message : messages)
    {
        const std::string text = message.dump();
        virtual_wire::Speaker::Bytes frame(kHead);
        qToBigEndian(static_cast<quint32>(text.size()), frame.data());
        frame.insert(frame.end(), text.begin(), text.end());
        m_speaker.say(std::move(frame));
    }
}

void Device::unplug()
{
    m_server.close();
    if (m_client)
        m_client->abort();
}

json Device::act(const json& request)
{
    const auto deed = deedOf(request.value("deed", ""));
    if (!deed)
        return refusal("deed is one of pay, refuse, cancel");
    if (request.value("always", false))
        m_terminal.setHabit(deed);
    say(m_terminal.act(*deed));
    return state();
}

json Device::control(const json& request)
{
    const auto what = request["do"].get<std::string>();
    if (what == "person")
        return act(request);
    return m_desk.control(request);
}

json Device::state() const
{
    return {{"port", m_port},
            {"plugged", m_server.isListening()},
            {"connected", m_client != nullptr && m_client->state() == QAbstractSocket::ConnectedState},
            {"paying", m_terminal.isPaying()},
            {"payments", m_terminal.payments()},
            {"takingsFen", m_terminal.takings()}};
}

} // namespace banshi::drivers::virtual_payterm

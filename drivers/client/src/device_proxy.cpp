// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/device_proxy.h"

#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/payloads.h"
#include "completions.h"
#include "loopback_socket.h"

#include <QPointer>

namespace banshi::drivers::client
{

namespace
{

using namespace std::chrono_literals;

constexpr base::Nanoseconds kReconnectPause = 100ms;
constexpr base::Nanoseconds kOpeningLimit = 5s;   // from asking for a connection to having it
constexpr auto kOwnLimit = 6000ms;                // for the proxy's own Status, Capabilities and Cancel
constexpr quint64 kMaxMessageBytes = 32ULL << 20; // twice the largest picture, in base64

/// Whether the driver has its device in hand, well supplied or not.
bool isOpen(const nlohmann::json& status)
{
    const auto state = protocol::deviceStateOf(status);
    return state == sdk::DeviceState::Online || state == sdk::DeviceState::DeviceBusy;
}

} // namespace

DeviceProxy::DeviceProxy(const base::Clock& clock, DeviceDirectory& directory, QString name, ProxyPatience patience,
                         QObject* parent)
    : QObject(parent), m_clock(clock), m_directory(directory), m_name(std::move(name)), m_patience(patience),
      m_socket(new QWebSocket), m_opening(clock), m_due(clock), m_heartbeat(clock), m_reconnect(clock),
      m_announced(DeviceCondition::Unknown, m_status)
{
    connect(&m_directory, &DeviceDirectory::serviceChanged, this, [this](const QString& changed) {
        if (changed == m_name)
            followDirectory();
    });
    m_socket->setMaxAllowedIncomingMessageSize(kMaxMessageBytes); // a longer one ends the connection
    connect(m_socket, &QWebSocket::connected, this, &DeviceProxy::connected);
    connect(m_socket, &QWebSocket::textMessageReceived, this, &DeviceProxy::receive);
    connect(m_socket, &QWebSocket::pong, this, [this] { m_unansweredPings = 0; });
    connect(m_socket, &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState)
            lost();
    });
    connect(&m_opening, &base::Timer::fired, this, [this] {
        if (!m_connected)
            m_socket->abort();
    });
    connect(&m_due, &base::Timer::fired, this, &DeviceProxy::checkDue);
    connect(&m_heartbeat, &base::Timer::fired, this, &DeviceProxy::beat);
    connect(&m_reconnect, &base::Timer::fired, this, &DeviceProxy::followDirectory);
    followDirectory();
}

DeviceProxy::~DeviceProxy()
{
    // Not at once: this may run inside one of the socket's own signals.
    m_socket->disconnect(this);
    m_socket->deleteLater();
}

void DeviceProxy::followDirectory()
{
    const QUrl wanted(m_directory.uriOf(m_name));
    if (wanted.isEmpty())
        return;
    if (m_socket->state() == QAbstractSocket::UnconnectedState)
    {
        openLoopback(*m_socket, wanted, m_directory.tokenOf(m_name));
        m_opening.start(kOpeningLimit);
    }
    else if (m_socket->requestUrl() != wanted)
        m_socket->abort(); // stateChanged follows, and with it the new address
}

void DeviceProxy::connected()
{
    m_connected = true;
    m_opening.stop();
    m_unansweredPings = 0;
    m_heartbeat.startRepeating(m_patience.heartbeat);
    // In this order: a device that is opened between the two answers is asked too late, never too early.
    post(
        protocol::command::kStatus, nlohmann::json::object(), kOwnLimit,
        [this](const Completion& completion) {
            if (completion.ok())
                m_status = completion.payload;
            refreshState();
        },
        true);
    askCapabilities();
}

void DeviceProxy::askCapabilities()
{
    post(
        protocol::command::kCapabilities, nlohmann::json::object(), kOwnLimit,
        [this](const Completion& completion) {
            if (!completion.ok() || completion.payload == m_capabilities)
                return;
            m_capabilities = completion.payload;
            Q_EMIT stateChanged();
        },
        true);
}

void DeviceProxy::lost()
{
    m_connected = false;
    m_opening.stop();
    m_heartbeat.stop();
    m_due.stop();
    m_status = nlohmann::json::object();
    m_capabilities = nlohmann::json::object();
    m_reconnect.start(kReconnectPause);
    const QPointer<DeviceProxy> self(this);
    const OpenCommands::All open = m_open.takeAll();
    refreshState();
    for (const auto& [requestId, command] : open)
    {
        if (!self)
            return;
        if (!command.callback || command.internal)
            continue;
        Completion end = hostGone(command.movesPaper);
        end.requestId = requestId;
        end.command = command.command;
        command.callback(end);
    }
}

quint32 DeviceProxy::send(std::string_view command, nlohmann::json payload, std::chrono::milliseconds timeout,
                          Callback callback)
{
    if (m_connected && !m_disabled)
        return post(command, std::move(payload), timeout, std::move(callback), false);
    Completion refusal = notSent(m_disabled ? "disabled" : "no driver host");
    refusal.requestId = ++m_lastId;
    refusal.command = std::string(command);
    const quint32 requestId = refusal.requestId;
    QMetaObject::invokeMethod(
        this, [callback = std::move(callback), refusal = std::move(refusal)] { callback(refusal); },
        Qt::QueuedConnection);
    return requestId;
}

quint32 DeviceProxy::post(std::string_view command, nlohmann::json payload, std::chrono::milliseconds timeout,
                          Callback callback, bool internal)
{
    const quint32 requestId = ++m_lastId;
    const protocol::CommandInfo* info = protocol::findCommand(command);
    OpenCommand open{std::string(command), info != nullptr && info->movesPaper, internal, std::nullopt, false,
                     std::move(callback)};
    std::optional<std::chrono::milliseconds> limit;
    if (timeout > 0ms)
    {
        limit = timeout;
        open.due = m_clock.now() + timeout;
    }
    m_open.add(requestId, std::move(open));
    m_socket->sendTextMessage(QString::fromStdString(
        protocol::serialize(protocol::makeCommand(std::string(command), requestId, std::move(payload), limit))));
    armDue();
    refreshState();
    return requestId;
}

void DeviceProxy::cancel(quint32 requestId)
{
    if (m_connected && m_open.contains(requestId))
        post(protocol::command::kCancel, {{"requestIds", {requestId}}}, kOwnLimit, {}, true);
}

void DeviceProxy::setDisabled(bool disabled)
{
    m_disabled = disabled;
    refreshState();
}

void DeviceProxy::receive(const QString& text)
{
    auto message = protocol::parseMessage(text.toStdString());
    if (!message)
        return;
    switch (message->header.type)
    {
    case protocol::MessageType::Acknowledge:
        if (!message->header.status.empty())
            finish(message->header.requestId.value_or(0),
                   [&](const OpenCommand&) { return notAccepted(message->header.status); });
        break;
    case protocol::MessageType::Completion:
        finish(message->header.requestId.value_or(0),
               [&](const OpenCommand& open) { return completionOf(std::move(*message), open.movesPaper); });
        break;
    case protocol::MessageType::Event:
        if (m_open.contains(message->header.requestId.value_or(0)))
            Q_EMIT eventReceived(QString::fromStdString(message->header.name), message->payload);
        break;
    case protocol::MessageType::Unsolicited:
        if (message->header.name == protocol::event::kStatusChanged)
            receiveStatus(message->payload);
        else
            Q_EMIT eventReceived(QString::fromStdString(message->header.name), message->payload);
        break;
    case protocol::MessageType::Command:
        break;
    }
}

void DeviceProxy::receiveStatus(const nlohmann::json& changed)
{
    const bool wasOpen = isOpen(m_status);
    m_status.merge_patch(changed); // RFC 7386, which takes a member of any kind for any other, and null for its end
    if (!wasOpen && isOpen(m_status))
        askCapabilities(); // a device that has just been opened knows its model and its abilities now
    refreshState();
}

void DeviceProxy::finish(quint32 requestId, const std::function<Completion(const OpenCommand&)>& end)
{
    const auto open = m_open.take(requestId);
    if (!open)
        return;
    Completion completion = end(*open);
    completion.requestId = requestId;
    completion.command = open->command;
    armDue();
    const QPointer<DeviceProxy> self(this);
    if (open->callback)
        open->callback(completion);
    if (self)
        refreshState();
}

void DeviceProxy::armDue()
{
    if (const auto next = m_open.nextDue())
        m_due.start(*next - m_clock.now());
    else
        m_due.stop();
}

void DeviceProxy::checkDue()
{
    if (m_open.beginGraces(m_clock.now(), m_patience.grace))
        giveUpHost();
    else
        armDue();
}

void DeviceProxy::beat()
{
    if (m_unansweredPings++ < m_patience.missedPings)
        m_socket->ping();
    else
        giveUpHost();
}

// A host that hangs in one command cannot be trusted with the others: all of them end with the connection.
void DeviceProxy::giveUpHost()
{
    const QPointer<DeviceProxy> self(this);
    m_socket->abort();
    if (self)
        Q_EMIT unresponsive();
}

DeviceCondition DeviceProxy::condition() const
{
    if (m_disabled)
        return DeviceCondition::Disabled;
    if (!m_connected)
        return DeviceCondition::Unknown;
    const DeviceCondition own = conditionOf(m_status);
    return m_open.areAtWork() && (own == DeviceCondition::Ok || own == DeviceCondition::Warning) ? DeviceCondition::Busy
                                                                                                 : own;
}

void DeviceProxy::refreshState()
{
    std::pair<DeviceCondition, nlohmann::json> now(condition(), m_status);
    if (now == m_announced)
        return;
    m_announced = std::move(now);
    Q_EMIT stateChanged();
}

} // namespace banshi::drivers::client

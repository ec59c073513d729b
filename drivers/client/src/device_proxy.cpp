// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/device_proxy.h"

#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/payloads.h"
#include "loopback_socket.h"

#include <QPointer>
#include <algorithm>

namespace banshi::drivers::client
{

namespace
{

using namespace std::chrono_literals;
using protocol::CompletionCode;

constexpr base::Nanoseconds kReconnectPause = 100ms;
constexpr auto kOwnLimit = 6000ms; // for the proxy's own Status, Capabilities and Cancel

/// Whether a command keeps its device busy; to have a device is not to use it.
bool isWork(std::string_view command)
{
    return command != protocol::command::kClaim && command != protocol::command::kRelease;
}

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
      m_socket(new QWebSocket), m_due(clock), m_heartbeat(clock), m_reconnect(clock),
      m_announced(DeviceCondition::Unknown, m_status)
{
    connect(&m_directory, &DeviceDirectory::serviceChanged, this, [this](const QString& changed) {
        if (changed == m_name)
            followDirectory();
    });
    connect(m_socket, &QWebSocket::connected, this, &DeviceProxy::connected);
    connect(m_socket, &QWebSocket::textMessageReceived, this, &DeviceProxy::receive);
    connect(m_socket, &QWebSocket::pong, this, [this] { m_unansweredPings = 0; });
    connect(m_socket, &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState)
            lost();
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
        openLoopback(*m_socket, wanted, m_directory.tokenOf(m_name));
    else if (m_socket->requestUrl() != wanted)
        m_socket->abort(); // stateChanged follows, and with it the new address
}

void DeviceProxy::connected()
{
    m_connected = true;
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
    m_heartbeat.stop();
    m_due.stop();
    m_status = nlohmann::json::object();
    m_capabilities = nlohmann::json::object();
    m_reconnect.start(kReconnectPause);
    const QPointer<DeviceProxy> self(this);
    auto open = std::move(m_pending);
    m_pending.clear();
    refreshState();
    for (auto& [requestId, pending] : open)
    {
        if (!self)
            return;
        if (pending.callback && !pending.internal)
            pending.callback({requestId,
                              pending.command,
                              pending.movesPaper ? CompletionCode::OutcomeUnknown : CompletionCode::DeviceNotReady,
                              {},
                              "the driver host has gone",
                              nlohmann::json::object()});
    }
}

quint32 DeviceProxy::send(std::string_view command, nlohmann::json payload, std::chrono::milliseconds timeout,
                          Callback callback)
{
    if (m_connected && !m_disabled)
        return post(command, std::move(payload), timeout, std::move(callback), false);
    Completion refusal;
    refusal.requestId = ++m_lastId;
    refusal.command = std::string(command);
    refusal.code = CompletionCode::DeviceNotReady;
    refusal.description = m_disabled ? "disabled" : "no driver host";
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
    Pending pending{std::string(command), info != nullptr && info->movesPaper, internal, std::nullopt, false,
                    std::move(callback)};
    std::optional<std::chrono::milliseconds> limit;
    if (timeout > 0ms)
    {
        limit = timeout;
        pending.due = m_clock.now() + timeout;
    }
    m_pending.emplace(requestId, std::move(pending));
    m_socket->sendTextMessage(QString::fromStdString(
        protocol::serialize(protocol::makeCommand(std::string(command), requestId, std::move(payload), limit))));
    armDue();
    refreshState();
    return requestId;
}

void DeviceProxy::cancel(quint32 requestId)
{
    if (m_connected && m_pending.contains(requestId))
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
        receiveAcknowledge(message->header);
        break;
    case protocol::MessageType::Completion:
        receiveCompletion(std::move(*message));
        break;
    case protocol::MessageType::Event:
        if (m_pending.contains(message->header.requestId.value_or(0)))
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

void DeviceProxy::receiveAcknowledge(const protocol::Header& header)
{
    if (header.status.empty() || !header.requestId)
        return;
    // Refused before it was queued: nothing has happened, whatever the command.
    Completion refusal;
    refusal.code = header.status == "tooManyRequests" ? CompletionCode::DeviceNotReady : CompletionCode::InternalError;
    refusal.description = "not accepted: " + header.status;
    finish(*header.requestId, std::move(refusal));
}

void DeviceProxy::receiveCompletion(protocol::Message message)
{
    const auto asked = m_pending.find(message.header.requestId.value_or(0));
    const bool movesPaper = asked != m_pending.end() && asked->second.movesPaper;
    Completion completion;
    completion.code = message.header.completionCode.value_or(movesPaper ? CompletionCode::OutcomeUnknown
                                                                        : CompletionCode::InternalError);
    completion.description = message.header.errorDescription;
    completion.payload = std::move(message.payload);
    const auto errorCode = completion.payload.find("errorCode");
    if (errorCode != completion.payload.end() && errorCode->is_string())
        completion.errorCode = errorCode->get<std::string>();
    finish(message.header.requestId.value_or(0), std::move(completion));
}

void DeviceProxy::receiveStatus(const nlohmann::json& changed)
{
    const bool wasOpen = isOpen(m_status);
    m_status.update(changed, true);
    if (!wasOpen && isOpen(m_status))
        askCapabilities(); // a device that has just been opened knows its model and its abilities now
    refreshState();
}

void DeviceProxy::finish(quint32 requestId, Completion completion)
{
    const auto found = m_pending.find(requestId);
    if (found == m_pending.end())
        return;
    const Pending pending = std::move(found->second);
    m_pending.erase(found);
    completion.requestId = requestId;
    completion.command = pending.command;
    armDue();
    const QPointer<DeviceProxy> self(this);
    if (pending.callback)
        pending.callback(completion);
    if (self)
        refreshState();
}

void DeviceProxy::armDue()
{
    std::optional<base::MonoTime> next;
    for (const auto& [requestId, pending] : m_pending)
        if (pending.due && (!next || *pending.due < *next))
            next = pending.due;
    if (next)
        m_due.start(*next - m_clock.now());
    else
        m_due.stop();
}

// The grace is counted from here, not from the command's time-out: the clock may just have jumped for everybody.
void DeviceProxy::checkDue()
{
    const base::MonoTime now = m_clock.now();
    bool hung = false;
    for (auto& [requestId, pending] : m_pending)
    {
        if (!pending.due || *pending.due > now)
            continue;
        hung = hung || pending.late;
        pending.late = true;
        pending.due = now + m_patience.grace;
    }
    if (hung)
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
    const bool atWork = std::ranges::any_of(
        m_pending, [](const auto& entry) { return !entry.second.internal && isWork(entry.second.command); });
    return atWork && (own == DeviceCondition::Ok || own == DeviceCondition::Warning) ? DeviceCondition::Busy : own;
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

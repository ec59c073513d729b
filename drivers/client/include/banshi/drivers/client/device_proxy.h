// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/timer.h"
#include "banshi/drivers/client/completion.h"
#include "banshi/drivers/client/device_condition.h"
#include "banshi/drivers/client/device_directory.h"
#include "banshi/drivers/client/open_commands.h"

#include <QObject>
#include <QWebSocket>
#include <chrono>
#include <functional>

namespace banshi::drivers::client
{

/// How patient a proxy is.
struct ProxyPatience
{
    std::chrono::milliseconds grace{2000};     ///< past a command's time-out, before the host counts as hung
    std::chrono::milliseconds heartbeat{2000}; ///< between two pings
    int missedPings = 3; ///< this many pings in a row without an answer, and the host counts as hung
};

/// One device as the app sees it. Every command that is sent gets exactly one completion, whatever happens to the host:
/// when its connection is lost or it hangs, `deviceNotReady`, or `outcomeUnknown` for commands that move paper.
/// Threads: one, with an event loop; call-backs run there, never from within send().
class DeviceProxy : public QObject
{
    Q_OBJECT

public:
    using Callback = OpenCommand::Callback;

    /// `clock` and `directory` must outlive the proxy.
    DeviceProxy(const base::Clock& clock, DeviceDirectory& directory, QString name, ProxyPatience patience = {},
                QObject* parent = nullptr);
    /// Commands that are still open end without a call-back.
    ~DeviceProxy() override;

    /// Sends a command and returns its request id. `timeout` zero: none.
    quint32 send(std::string_view command, nlohmann::json payload, std::chrono::milliseconds timeout,
                 Callback callback);
    /// Asks the host to stop a command; its completion follows.
    void cancel(quint32 requestId);
    /// A disabled device takes no commands.
    void setDisabled(bool disabled);

    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] bool isConnected() const { return m_connected; }
    [[nodiscard]] DeviceCondition condition() const;
    /// Last known `Common.Status` and `Common.Capabilities`; empty objects while unknown.
    [[nodiscard]] const nlohmann::json& status() const { return m_status; }
    [[nodiscard]] const nlohmann::json& capabilities() const { return m_capabilities; }

Q_SIGNALS:
    /// condition(), status() or capabilities() has changed.
    void stateChanged();
    /// An event of a running command, or an unsolicited one other than status changes.
    void eventReceived(const QString& name, const nlohmann::json& payload);
    /// The host neither completes nor answers pings: it should be killed and started again.
    void unresponsive();

private:
    void followDirectory();
    void connected();
    void lost();
    void receive(const QString& text);
    void receiveStatus(const nlohmann::json& changed);
    quint32 post(std::string_view command, nlohmann::json payload, std::chrono::milliseconds timeout, Callback callback,
                 bool internal);
    void finish(quint32 requestId, const std::function<Completion(const OpenCommand&)>& end);
    void checkDue();
    void armDue();
    void giveUpHost();
    void beat();
    void refreshState();
    void askCapabilities();

    const base::Clock& m_clock;
    DeviceDirectory& m_directory;
    const QString m_name;
    const ProxyPatience m_patience;
    QWebSocket* m_socket; // outlives the proxy until the event loop runs, as its signals may end here
    bool m_connected = false;
    bool m_disabled = false;
    quint32 m_lastId = 0;
    int m_unansweredPings = 0;
    base::Timer m_opening;
    base::Timer m_due;
    base::Timer m_heartbeat;
    base::Timer m_reconnect;
    OpenCommands m_open;
    nlohmann::json m_status = nlohmann::json::object();
    nlohmann::json m_capabilities = nlohmann::json::object();
    std::pair<DeviceCondition, nlohmann::json> m_announced;
};

} // namespace banshi::drivers::client

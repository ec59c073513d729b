// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/timer.h"
#include "banshi/drivers/protocol/vendor_mode.h"

#include <QObject>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace banshi::drivers::client
{

/// The handshake by which all devices change hands between the registered applications and a technician's or a vendor's
/// program (XFS4IoT class VendorMode), without sockets. Nobody loses devices unasked: a request that an application
/// does not acknowledge within the request's own time-out fails, and all stays as it was. An application that has gone
/// has nothing to let go. The mode belongs to the machine and outlives the connection that asked for it, as published.
/// Threads: one, with an event loop; `send` runs there, also from within receive() and left().
class VendorMode : public QObject
{
    Q_OBJECT

public:
    using Connection = std::uint64_t;
    using Send = std::function<void(Connection to, const protocol::Message& message)>;

    /// `clock` must outlive the object.
    VendorMode(const base::Clock& clock, Send send, QObject* parent = nullptr);

    /// A client has come; it is told of every change. `user` is the login of its process, where that is known.
    void joined(Connection who, std::string user = {});
    /// Takes one text message of a client.
    void receive(Connection who, std::string_view text);
    /// A client has gone: its registration ends, and the request that it waited for fails.
    void left(Connection who);

    [[nodiscard]] protocol::VendorModeState state() const { return m_state; }
    /// Who asked for the last change that came about: the name under which it registered, or else the login of its
    /// process; empty when neither is known.
    [[nodiscard]] const std::string& requester() const { return m_requester; }
    /// Names of the registered applications.
    [[nodiscard]] std::vector<std::string> applications() const;
    /// The applications that have not acknowledged the running request.
    [[nodiscard]] const std::set<Connection>& awaited() const { return m_awaited; }

Q_SIGNALS:
    void stateChanged();

private:
    struct Request
    {
        Connection from = 0;
        protocol::Header header;
        std::string who;
    };

    void dispatch(Connection from, const protocol::Message& command);
    void enroll(Connection from, const protocol::Message& command);
    void begin(Connection from, const protocol::Header& header, bool entering);
    void acknowledge(Connection from, const protocol::Header& header, bool entering);
    void cancel(Connection from, const protocol::Message& command);
    void settleIfAgreed();
    void fail(protocol::CompletionCode why);
    void conclude(protocol::CompletionCode how, protocol::VendorModeState state);
    void setState(protocol::VendorModeState state);
    void ask(Connection application);
    void complete(Connection to, const protocol::Header& command, protocol::CompletionCode code, nlohmann::json payload,
                  const std::string& why = {});
    void broadcast(std::string_view event, const nlohmann::json& payload);
    [[nodiscard]] bool isEntering() const { return m_state == protocol::VendorModeState::EnterPending; }

    Send m_send;
    base::Timer m_limit; ///< of the running request
    protocol::VendorModeState m_state = protocol::VendorModeState::Inactive;
    std::map<Connection, std::string> m_clients; ///< with the login of each
    std::map<Connection, std::string> m_applications;
    std::set<Connection> m_awaited;
    std::optional<Request> m_request;
    std::string m_requester;
};

} // namespace banshi::drivers::client

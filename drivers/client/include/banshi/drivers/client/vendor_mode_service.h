// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/client/vendor_mode.h"
#include "banshi/drivers/protocol/service_list.h"

#include <QWebSocketServer>

class QWebSocket;

namespace banshi::drivers::client
{

/// The machine's VendorMode service on the loopback interface; the publisher lists it beside the devices'. While an
/// application is waited for, it is pinged: three pings without an answer, and it counts as gone, as one that hangs
/// holds no device either. Threads: one, with an event loop.
class VendorModeService : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive the service. With a token of this start, only who knows it is served.
    explicit VendorModeService(const base::Clock& clock, const std::string& startToken = {}, QObject* parent = nullptr);
    ~VendorModeService() override;

    /// Listens on 127.0.0.1 at a port of the system's choice; false when there is none.
    bool listen();
    /// For ServicePublisher::addStatic().
    [[nodiscard]] protocol::ServiceEntry entry() const;
    [[nodiscard]] const VendorMode& mode() const { return m_mode; }

private:
    struct Client
    {
        QWebSocket* socket = nullptr;
        int unansweredPings = 0;
    };

    void accept();
    void admit(QWebSocket* socket);
    [[nodiscard]] bool isExpected(const QWebSocket& socket) const;
    void beat();

    const std::string m_token;
    QWebSocketServer m_server;
    VendorMode m_mode;
    base::Timer m_heartbeat;
    std::map<VendorMode::Connection, Client> m_clients;
    VendorMode::Connection m_last = 0;
};

} // namespace banshi::drivers::client

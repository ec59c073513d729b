// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/protocol/service_list.h"

#include <QHash>
#include <QObject>
#include <QWebSocketServer>
#include <vector>

class QWebSocket;

namespace banshi::drivers::client
{

/// Which port the publisher takes.
enum class PortRule
{
    Published, ///< the first free one of 80, 5846…5856 (XFS4IoT's rule without TLS)
    Any,       ///< the system's choice: development and tests
};

/// The machine's one XFS4IoT service publisher: hosts register here and stay connected, clients ask GetServices and are
/// told of every change. A service leaves the list when its host's connection closes.
/// Threads: one, with an event loop.
class ServicePublisher : public QObject
{
    Q_OBJECT

public:
    /// With a token of this start, only hosts that show theirs are registered; asking is free to everybody.
    explicit ServicePublisher(std::string startToken = {}, QObject* parent = nullptr);
    ~ServicePublisher() override;

    /// Listens on 127.0.0.1 and writes the port to `portFile` (no file when empty). False when no port is free or the
    /// file cannot be written.
    bool listen(PortRule rule, const QString& portFile);
    /// The publisher's own address.
    [[nodiscard]] QString uri() const;
    /// What is registered, in order of name.
    [[nodiscard]] std::vector<protocol::ServiceEntry> services() const;
    /// Registrations that came without the host's token.
    [[nodiscard]] int strangers() const { return m_strangers; }
    /// Adds a service that does not register itself: the machine's VendorMode, or a third party's from the
    /// configuration, whose class stays empty, by which clients know that it is shown no token.
    void addStatic(const protocol::ServiceEntry& service);

Q_SIGNALS:
    void servicesChanged();

private:
    void accept();
    void receive(QWebSocket* from, const QString& text);
    void registerService(QWebSocket* from, const protocol::Message& command);
    void leave(QWebSocket* who);
    void announce();

    const std::string m_startToken;
    QWebSocketServer m_server;
    QHash<QWebSocket*, protocol::ServiceEntry> m_clients; // entry with an empty name: a client
    std::vector<protocol::ServiceEntry> m_static;
    int m_strangers = 0;
};

} // namespace banshi::drivers::client

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/timer.h"
#include "banshi/drivers/protocol/service_list.h"

#include <QObject>
#include <QString>
#include <QWebSocket>
#include <map>
#include <string>

namespace banshi::drivers::client
{

/// Follows the publisher: which services there are and where, as they come and go. Finds the publisher again when it
/// comes back on another port. Threads: one, with an event loop.
class DeviceDirectory : public QObject
{
    Q_OBJECT

public:
    /// `portFile` holds the publisher's port, `tokenFile` this start's token (see token_file.h; without it no service
    /// is shown one). `clock` must outlive the directory.
    DeviceDirectory(const base::Clock& clock, QString portFile, QString tokenFile = {}, QObject* parent = nullptr);
    ~DeviceDirectory() override;

    /// Connects now and for ever after.
    void start();
    /// The address of a service; empty while it is not there.
    [[nodiscard]] QString uriOf(const QString& name) const;
    /// What this service's host wants to see in the handshake; empty for a third party's service, which is never told.
    [[nodiscard]] std::string tokenOf(const QString& name) const;
    /// Every service that is there and stands for a device, in order of name.
    [[nodiscard]] std::vector<protocol::ServiceEntry> devices() const;

Q_SIGNALS:
    /// A service came, went or moved.
    void serviceChanged(const QString& name);

private:
    void connectNow();
    void receive(const QString& text);
    void replace(const std::vector<protocol::ServiceEntry>& services);

    const QString m_portFile;
    const QString m_tokenFile;
    std::string m_startToken;
    QWebSocket m_socket;
    base::Timer m_again;
    std::map<QString, protocol::ServiceEntry> m_services;
};

} // namespace banshi::drivers::client

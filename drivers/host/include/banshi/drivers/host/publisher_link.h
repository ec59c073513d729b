// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/timer.h"
#include "banshi/drivers/protocol/service_list.h"

#include <QObject>
#include <QWebSocket>
#include <string>

namespace banshi::drivers::host
{

/// Keeps this service registered with the machine's publisher; registers again whenever the publisher comes back.
/// Threads: main.
class PublisherLink : public QObject
{
    Q_OBJECT

public:
    /// `publisher` is a `ws://` address or `file:PATH` of a file that holds the publisher's port. `token`: by which the
    /// publisher knows this host.
    PublisherLink(const base::Clock& clock, std::string publisher, protocol::ServiceEntry service, std::string token,
                  QObject* parent = nullptr);

    /// Connects now and for ever after.
    void start();

private:
    void connectNow();
    void registerService();

    const std::string m_publisher;
    const protocol::ServiceEntry m_service;
    const std::string m_token;
    QWebSocket m_socket;
    base::Timer m_again;
};

} // namespace banshi::drivers::host

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/client/gateway_client.h"
#include "banshi/testing/manual_clock.h"
#include "unix_http_server.h"

#include <QObject>
#include <QTemporaryDir>
#include <optional>

namespace banshi::testing
{

/// A client, its loop and a server whose answer each test chooses.
class ClientBench
{
public:
    using Result = base::Result<queue::client::Response, queue::client::ClientError>;

    explicit ClientBench(UnixHttpServer::Handler handler)
    {
        if (handler)
            server.emplace(socketPath(), std::move(handler));
    }

    [[nodiscard]] std::string socketPath() const { return m_folder.filePath(QStringLiteral("g.sock")).toStdString(); }

    /// Sends a request whose result lands in `result`.
    queue::client::RequestId send(queue::client::Request request)
    {
        return client.request(std::move(request), [this](Result answer) {
            result = std::move(answer);
            ++calls;
        });
    }

    [[nodiscard]] bool failedWith(queue::client::ClientErrorCode code) const
    {
        return result && !*result && result->error().code == code;
    }

private:
    QTemporaryDir m_folder;
    QObject m_loop; // posts to the test's event loop

public:
    ManualClock clock;
    queue::contract::Contract contract;
    queue::contract::SchemaGate gate{contract, clock};
    std::optional<UnixHttpServer> server;
    queue::client::GatewayClient client{socketPath(), contract, gate, clock, [this](std::function<void()> call) {
                                            QMetaObject::invokeMethod(&m_loop, std::move(call), Qt::QueuedConnection);
                                        }};
    std::optional<Result> result;
    int calls = 0;
};

/// A request of an operation without a body.
inline queue::client::Request get(std::string operation, std::map<std::string, std::string> parameters = {})
{
    queue::client::Request request;
    request.operation = std::move(operation);
    request.parameters = std::move(parameters);
    return request;
}

} // namespace banshi::testing

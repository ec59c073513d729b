// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/virtual/camera/stream.h"

#include <QTcpServer>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>

namespace banshi::drivers::virtual_camera
{

/// A small HTTP server on loopback with the cameras `/face` and `/document`.
/// Threads: lives in one thread with an event loop.
class Device : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive the device.
    explicit Device(const base::Clock& clock);
    ~Device() override;

    /// Listens on a free port of 127.0.0.1. Returns the port, 0 when none can be had.
    [[nodiscard]] int start();
    /// Obeys one command of the remote control, see README.md.
    [[nodiscard]] nlohmann::json control(const nlohmann::json& request);

private:
    void greet(QTcpSocket* client);
    void route(QTcpSocket* client, const QByteArray& requestLine);
    [[nodiscard]] nlohmann::json state() const;
    [[nodiscard]] nlohmann::json apply(Stream& stream, const nlohmann::json& request);

    QTcpServer m_server;
    std::map<std::string, std::unique_ptr<Stream>> m_streams;
};

} // namespace banshi::drivers::virtual_camera

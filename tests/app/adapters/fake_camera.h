// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/client/device_proxy.h"
#include "banshi/drivers/client/service_publisher.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/frame_ring.h"
#include "banshi/face/image.h"

#include <QHostAddress>
#include <QPointer>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>
#include <nlohmann/json.hpp>

namespace banshi::testing
{

/// A camera's host as it looks from outside, played by the test, with the proxy that leads to it. The pictures go
/// through real shared memory. Threads: the test's.
class FakeCamera : public QObject
{
public:
    explicit FakeCamera(const base::Clock& clock)
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
            m_client = m_server.nextPendingConnection();
            m_client->setParent(this);
            connect(m_client, &QWebSocket::textMessageReceived, this, &FakeCamera::receive);
        });
        const QString portFile = m_folder.filePath(QStringLiteral("port"));
        m_publisher.listen(drivers::client::PortRule::Any, portFile);
        m_publisher.addStatic(
            {"face-camera", drivers::protocol::serviceUri(m_server.serverPort(), "face-camera"), "Camera"});
        m_directory = std::make_unique<drivers::client::DeviceDirectory>(clock, portFile);
        m_directory->start();
        m_proxy = std::make_unique<drivers::client::DeviceProxy>(clock, *m_directory, QStringLiteral("face-camera"));
    }
    ~FakeCamera() override { m_proxy.reset(); }

    [[nodiscard]] bool waitUntilThere()
    {
        return QTest::qWaitFor([this] { return m_proxy->condition() == drivers::client::DeviceCondition::Ok; }, 20000);
    }
    [[nodiscard]] drivers::client::DeviceProxy& proxy() { return *m_proxy; }

    /// Puts a picture of 640×480 before whoever looks.
    void show(const face::Image& picture)
    {
        const std::span<const std::uint8_t> bytes(picture.data(),
                                                  picture.stride() * static_cast<std::size_t>(picture.height()));
        const auto sequence =
            m_ring ? m_ring->write({picture.width(), picture.height(), static_cast<int>(picture.stride()), bytes})
                   : std::nullopt;
        if (sequence)
            send(drivers::protocol::makeUnsolicited(std::string(drivers::protocol::event::kFrameReady),
                                                    {{"sequence", *sequence}}));
    }
    [[nodiscard]] bool isStreaming() const { return m_ring != nullptr; }
    /// Unplugs the camera: the host says so.
    void breakDown()
    {
        send(drivers::protocol::makeUnsolicited(std::string(drivers::protocol::event::kStatusChanged),
                                                {{"common", {{"device", "hardwareError"}}}}));
    }

    bool refusesPreview = false;
    int stops = 0;

private:
    void send(const drivers::protocol::Message& message)
    {
        if (m_client)
            m_client->sendTextMessage(QString::fromStdString(drivers::protocol::serialize(message)));
    }

    void receive(const QString& text)
    {
        using drivers::protocol::CompletionCode;
        const auto command = drivers::protocol::parseMessage(text.toStdString());
        if (!command)
            return;
        const auto& header = command->header;
        nlohmann::json payload = nlohmann::json::object();
        CompletionCode code = CompletionCode::Success;
        if (header.name == drivers::protocol::command::kStatus)
            payload = {{"common", {{"device", "online"}}}};
        else if (header.name == drivers::protocol::command::kStartPreview && refusesPreview)
            code = CompletionCode::HardwareError;
        else if (header.name == drivers::protocol::command::kStartPreview)
        {
            m_ring = std::move(*drivers::protocol::FrameRingWriter::create(640, 480, 4));
            payload = drivers::protocol::toJson(m_ring->description());
        }
        else if (header.name == drivers::protocol::command::kStopPreview)
        {
            ++stops;
            m_ring.reset();
        }
        send(drivers::protocol::makeAcknowledge(header));
        send(drivers::protocol::makeCompletion(header, code, std::move(payload)));
    }

    QTemporaryDir m_folder;
    QWebSocketServer m_server{QStringLiteral("test"), QWebSocketServer::NonSecureMode};
    QPointer<QWebSocket> m_client;
    std::unique_ptr<drivers::protocol::FrameRingWriter> m_ring;
    drivers::client::ServicePublisher m_publisher;
    std::unique_ptr<drivers::client::DeviceDirectory> m_directory;
    std::unique_ptr<drivers::client::DeviceProxy> m_proxy;
};

} // namespace banshi::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/camera_v4l2/presence.h"

#include <QTcpSocket>
#include <QUrl>
#include <unistd.h>

namespace banshi::drivers::plugins::camera_v4l2
{

namespace
{

constexpr int kHttpPort = 80;

} // namespace

std::string presenceRequest(const std::string& address)
{
    const QUrl url(QString::fromStdString(address));
    const QByteArray target = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    const QByteArray request = "GET " + (target.isEmpty() ? QByteArray("/") : target) +
                               " HTTP/1.1\r\nHost: " + url.host(QUrl::FullyEncoded).toLatin1() +
                               "\r\nConnection: close\r\n\r\n";
    return request.toStdString();
}

bool isPresent(const CaptureSetup& setup, std::chrono::milliseconds limit)
{
    if (setup.isDevice)
        return access(setup.source.c_str(), R_OK | W_OK) == 0;
    const QUrl url(QString::fromStdString(setup.source));
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port(kHttpPort)));
    if (!socket.waitForConnected(static_cast<int>(limit.count())))
        return false;
    // Something may listen there although the camera behind it is gone: only an answer counts.
    socket.write(QByteArray::fromStdString(presenceRequest(setup.source)));
    const bool answers = socket.waitForReadyRead(static_cast<int>(limit.count())) && socket.read(5) == "HTTP/";
    socket.abort();
    return answers;
}

} // namespace banshi::drivers::plugins::camera_v4l2

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/camera_opencv/presence.h"

#include <QTcpSocket>
#include <QUrl>
#include <unistd.h>

namespace banshi::drivers::plugins::camera_opencv
{

bool isPresent(const CaptureSetup& setup, std::chrono::milliseconds limit)
{
    if (setup.isDevice)
        return access(setup.source.c_str(), R_OK | W_OK) == 0;
    const QUrl url(QString::fromStdString(setup.source));
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port(80)));
    return socket.waitForConnected(static_cast<int>(limit.count()));
}

} // namespace banshi::drivers::plugins::camera_opencv

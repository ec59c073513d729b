// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/journeys/control_line.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QLocalSocket>
#include <QTimer>

namespace banshi::journeys
{

std::optional<nlohmann::json> ask(const QString& socketPath, const nlohmann::json& order,
                                  std::chrono::milliseconds timeout)
{
    const QDeadlineTimer deadline(timeout);
    QLocalSocket socket;
    socket.connectToServer(socketPath);
    if (!socket.waitForConnected(static_cast<int>(deadline.remainingTime())))
        return std::nullopt;
    socket.write(QByteArray::fromStdString(order.dump()) + '\n');
    while (!socket.canReadLine())
        if (!socket.waitForReadyRead(static_cast<int>(deadline.remainingTime())))
            return std::nullopt;
    const QByteArray line = socket.readLine();
    auto answer = nlohmann::json::parse(line.begin(), line.end(), nullptr, false);
    if (answer.is_discarded())
        return std::nullopt;
    return answer;
}

bool waitUntil(const std::function<bool()>& done, std::chrono::milliseconds timeout)
{
    constexpr std::chrono::milliseconds kLook(20); // how often the condition is looked at
    const QDeadlineTimer deadline(timeout);
    QEventLoop loop;
    QTimer timer;
    bool isDone = done();
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        isDone = done();
        if (isDone || deadline.hasExpired())
            loop.quit();
    });
    if (isDone)
        return true;
    timer.start(kLook);
    loop.exec();
    return isDone;
}

} // namespace banshi::journeys

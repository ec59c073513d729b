// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_line.h"

#include "local_call.h"

#include <QJsonDocument>

namespace banshi::journeys
{

SimulatorLine::SimulatorLine(QString socketPath, std::chrono::milliseconds patience, QObject* parent)
    : QObject(parent), m_path(std::move(socketPath)), m_patience(patience)
{
}

void SimulatorLine::send(const QJsonObject& order, const Answered& answered)
{
    const QByteArray line = QJsonDocument(order).toJson(QJsonDocument::Compact) + '\n';
    LocalCall{m_path, line, isLine, m_patience}.start(this, [answered](const std::optional<QByteArray>& heard) {
        const QJsonDocument answer = QJsonDocument::fromJson(heard.value_or(QByteArray()));
        answered(answer.isObject() ? std::optional(answer.object()) : std::nullopt);
    });
}

} // namespace banshi::journeys

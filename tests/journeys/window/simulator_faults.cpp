// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_faults.h"

#include <QJsonArray>

namespace banshi::journeys
{

namespace
{

QJsonObject order(const char* what)
{
    return {{QStringLiteral("do"), QString::fromLatin1(what)}};
}

bool isOk(const std::optional<QJsonObject>& answer)
{
    return answer && answer->value(QStringLiteral("ok")).toBool();
}

} // namespace

SimulatorFaults::SimulatorFaults(const SimulatorPlace& place, QObject* parent)
    : QObject(parent), m_device(place.device), m_line(place.socketPath, place.patience)
{
}

void SimulatorFaults::learn()
{
    m_line.send(order("faults"), [this](const std::optional<QJsonObject>& answer) {
        if (!isOk(answer))
            return;
        m_words.clear();
        for (const QJsonValue& word : answer->value(QStringLiteral("faults")).toArray())
            m_words << word.toString();
        Q_EMIT learned();
    });
}

void SimulatorFaults::play(const QString& word, int times)
{
    QJsonObject fault = order("fault");
    fault[QStringLiteral("kind")] = word;
    fault[QStringLiteral("times")] = times;
    m_line.send(fault, [this](const std::optional<QJsonObject>& answer) {
        if (!answer)
            Q_EMIT ended(End::Unheard, {});
        else
            Q_EMIT ended(isOk(answer) ? End::Done : End::Refused, answer->value(QStringLiteral("problem")).toString());
    });
}

// No simulator knows all of these orders; each refuses those that are not for it.
void SimulatorFaults::putRight()
{
    QJsonObject disarm = order("fault");
    disarm[QStringLiteral("kind")] = QStringLiteral("none");
    QJsonObject paper = order("paper");
    QJsonObject toner = order("toner");
    for (QJsonObject* refill : {&paper, &toner})
        (*refill)[QStringLiteral("state")] = QStringLiteral("full");
    m_repairs = {order("clear"), disarm, order("repair"), paper, toner};
    m_heard = false;
    next();
}

void SimulatorFaults::next()
{
    if (m_repairs.empty())
        return plugAgain();
    const QJsonObject repair = m_repairs.front();
    m_repairs.pop_front();
    m_line.send(repair, [this](const std::optional<QJsonObject>& answer) {
        if (!answer)
            return Q_EMIT ended(End::Unheard, {});
        m_heard = m_heard || isOk(answer);
        next();
    });
}

// A device that is plugged in and told to plug in hangs up first: it is asked before.
void SimulatorFaults::plugAgain()
{
    m_line.send(order("state"), [this](const std::optional<QJsonObject>& state) {
        if (!state)
            return Q_EMIT ended(End::Unheard, {});
        if (state->value(QStringLiteral("plugged")).toBool(true))
            return Q_EMIT ended(m_heard ? End::Done : End::Refused, {});
        m_line.send(order("plug"), [this](const std::optional<QJsonObject>& answer) {
            if (!answer)
                return Q_EMIT ended(End::Unheard, {});
            Q_EMIT ended(isOk(answer) ? End::Done : End::Refused, answer->value(QStringLiteral("problem")).toString());
        });
    });
}

} // namespace banshi::journeys

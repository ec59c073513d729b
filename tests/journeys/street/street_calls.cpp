// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_calls.h"

#include "local_call.h"

#include <QDir>

namespace banshi::journeys
{

namespace
{

constexpr const char* kHeaderEnd = "\r\n\r\n";
constexpr qsizetype kHeaderEndSize = 4;

nlohmann::json objectIn(const QByteArray& text)
{
    auto json = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
    return json.is_object() ? json : nlohmann::json::object();
}

QByteArray bodyOf(const QByteArray& answer)
{
    const qsizetype end = answer.indexOf(kHeaderEnd);
    return end < 0 ? QByteArray() : answer.mid(end + kHeaderEndSize);
}

// By its length: the gateway says it in every answer.
bool isWholeAnswer(const QByteArray& answer)
{
    const qsizetype end = answer.indexOf(kHeaderEnd);
    if (end < 0)
        return false;
    for (const QByteArray& line : answer.left(end).split('\n'))
        if (line.toLower().startsWith("content-length:"))
            return answer.size() - end - kHeaderEndSize >= line.mid(line.indexOf(':') + 1).trimmed().toLongLong();
    return false;
}

} // namespace

StreetCalls::StreetCalls(World& world, std::chrono::milliseconds patience) : m_world(world), m_patience(patience) {}

void StreetCalls::tell(const QString& who, const nlohmann::json& order, const Answered& answered)
{
    tellAt(m_world.control(who), order, answered);
}

void StreetCalls::tellAt(const QString& socketPath, const nlohmann::json& order, const Answered& answered)
{
    LocalCall{socketPath, QByteArray::fromStdString(order.dump()) + '\n', isLine, m_patience}.start(
        this, [answered](const std::optional<QByteArray>& line) { answered(objectIn(line.value_or(QByteArray()))); });
}

void StreetCalls::gateway(const QString& path, const Answered& answered)
{
    const QByteArray request = "GET " + path.toUtf8() + " HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n";
    LocalCall{m_world.runFolder() + QStringLiteral("/gateway.sock"), request, isWholeAnswer, m_patience}.start(
        this, [answered](const std::optional<QByteArray>& answer) {
            answered(objectIn(bodyOf(answer.value_or(QByteArray()))));
        });
}

// A session has a hand before it is on the screen: the one with a window is looked for, and first where it was.
void StreetCalls::screen(const Answered& answered)
{
    std::deque<QString> hands;
    if (!m_hand.isEmpty())
        hands.push_back(m_hand);
    const QDir folder(m_world.runFolder());
    for (const auto& entry : folder.entryInfoList({QStringLiteral("*.hand")}, QDir::System | QDir::Files, QDir::Time))
        if (entry.absoluteFilePath() != m_hand)
            hands.push_back(entry.absoluteFilePath());
    searchScreen(std::move(hands), answered);
}

void StreetCalls::searchScreen(std::deque<QString> hands, const Answered& answered)
{
    if (hands.empty())
    {
        m_hand.clear();
        return answered(nlohmann::json::object());
    }
    const QString hand = hands.front();
    hands.pop_front();
    tellAt(hand, {{"do", "look"}}, [this, hand, hands = std::move(hands), answered](nlohmann::json seen) {
        if (!seen.value("window", false))
            return searchScreen(hands, answered);
        m_hand = hand;
        seen["hand"] = hand.toStdString();
        answered(seen);
    });
}

} // namespace banshi::journeys

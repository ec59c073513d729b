// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/journeys/finger.h"

#include "banshi/journeys/control_line.h"

#include <QDir>
#include <QFileInfo>

namespace banshi::journeys
{

namespace
{

constexpr std::chrono::milliseconds kHandAnswer(3000);

bool showsWindow(const std::optional<nlohmann::json>& seen)
{
    return seen && seen->value("window", false);
}

} // namespace

QString Finger::socket()
{
    if (!m_last.isEmpty() && showsWindow(ask(m_last, {{"do", "look"}}, kHandAnswer)))
        return m_last;
    m_last.clear();
    const QDir folder(m_folder);
    for (const auto& entry : folder.entryInfoList({QStringLiteral("*.hand")}, QDir::System | QDir::Files, QDir::Time))
    {
        if (!showsWindow(ask(entry.absoluteFilePath(), {{"do", "look"}}, kHandAnswer)))
            continue;
        m_last = entry.absoluteFilePath();
        break;
    }
    return m_last;
}

std::optional<nlohmann::json> Finger::look()
{
    const QString hand = socket();
    return hand.isEmpty() ? std::nullopt : ask(hand, {{"do", "look"}}, kHandAnswer);
}

QString Finger::page()
{
    const auto seen = look();
    return seen ? QString::fromStdString(seen->value("page", "")) : QString();
}

bool Finger::sees(const QString& widget)
{
    const auto seen = look();
    if (!seen)
        return false;
    for (const auto& known : (*seen)["widgets"])
        if (known.value("enabled", false) && known.value("name", "") == widget.toStdString())
            return true;
    return false;
}

QString Finger::read(const QString& widget)
{
    const auto seen = look();
    if (seen)
        for (const auto& known : (*seen)["widgets"])
            if (known.value("name", "") == widget.toStdString())
                return QString::fromStdString(known.value("text", ""));
    return {};
}

bool Finger::reads(const QString& words)
{
    const auto seen = look();
    if (!seen)
        return false;
    for (const auto& line : seen->value("words", nlohmann::json::array()))
        if (QString::fromStdString(line.get<std::string>()).contains(words))
            return true;
    return false;
}

bool Finger::waitForPage(const QString& wanted, std::chrono::milliseconds timeout)
{
    return waitUntil([&] { return page() == wanted; }, timeout);
}

bool Finger::waitForWidget(const QString& widget, std::chrono::milliseconds timeout)
{
    return waitUntil([&] { return sees(widget); }, timeout);
}

bool Finger::tap(const QString& widget)
{
    const auto answer = ask(socket(), {{"do", "tap"}, {"name", widget.toStdString()}}, kHandAnswer);
    return answer && answer->value("ok", false);
}

bool Finger::hold(const QString& widget, std::chrono::milliseconds span)
{
    const auto answer =
        ask(socket(), {{"do", "hold"}, {"name", widget.toStdString()}, {"ms", span.count()}}, kHandAnswer);
    return answer && answer->value("ok", false);
}

bool Finger::type(const QString& text)
{
    for (const QChar& key : text)
        if (!tap(QStringLiteral("key.") + key))
            return false;
    return true;
}

bool Finger::shoot(const QString& pngFile)
{
    const auto answer = ask(socket(), {{"do", "shot"}, {"path", pngFile.toStdString()}}, kHandAnswer);
    return answer && answer->value("ok", false);
}

qint64 Finger::sessionPid()
{
    return QFileInfo(socket()).completeBaseName().toLongLong();
}

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/supervisor/session_messages.h"

#include <QString>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace banshi::app::supervisor
{

namespace
{

constexpr std::array<std::pair<SessionSays, const char*>, 7> kSays{{
    {SessionSays::Ready, "ready"},
    {SessionSays::Shown, "shown"},
    {SessionSays::Beat, "beat"},
    {SessionSays::Busy, "busy"},
    {SessionSays::Idle, "idle"},
    {SessionSays::Aside, "aside"},
    {SessionSays::MaintenanceWanted, "maintenanceWanted"},
}};

constexpr std::array<std::pair<SessionOrder, const char*>, 5> kOrders{{
    {SessionOrder::Show, "show"},
    {SessionOrder::ShowRecovery, "showRecovery"},
    {SessionOrder::Maintenance, "maintenance"},
    {SessionOrder::ComeBack, "comeBack"},
    {SessionOrder::Quit, "quit"},
}};

template <class Table, class Value>
QByteArray encodeBy(const Table& table, const char* field, Value value)
{
    for (const auto& [known, name] : table)
        if (known == value)
            return QByteArray::fromStdString(nlohmann::json{{field, name}}.dump()) + '\n';
    return {};
}

template <class Table>
auto decodeBy(const Table& table, const char* field, const QByteArray& line)
    -> std::optional<typename Table::value_type::first_type>
{
    const auto json = nlohmann::json::parse(line.begin(), line.end(), nullptr, false);
    if (!json.is_object() || !json.contains(field) || !json[field].is_string())
        return std::nullopt;
    for (const auto& [known, name] : table)
        if (json[field] == name)
            return known;
    return std::nullopt;
}

} // namespace

QByteArray encode(SessionSays message)
{
    return encodeBy(kSays, "say", message);
}

QByteArray encode(SessionOrder order)
{
    return encodeBy(kOrders, "do", order);
}

std::optional<SessionSays> decodeSays(const QByteArray& line)
{
    return decodeBy(kSays, "say", line);
}

QByteArray encodeHanging(const QString& device)
{
    return QByteArray::fromStdString(nlohmann::json{{"hanging", device.toStdString()}}.dump()) + '\n';
}

std::optional<QString> decodeHanging(const QByteArray& line)
{
    const auto json = nlohmann::json::parse(line.begin(), line.end(), nullptr, false);
    if (!json.is_object() || !json.contains("hanging") || !json["hanging"].is_string())
        return std::nullopt;
    return QString::fromStdString(json["hanging"].get<std::string>());
}

QByteArray encodeStandAside(base::UtcTime since)
{
    return QByteArray::fromStdString(nlohmann::json{{"standAsideSince", base::toRfc3339(since)}}.dump()) + '\n';
}

std::optional<base::UtcTime> decodeStandAside(const QByteArray& line)
{
    const auto json = nlohmann::json::parse(line.begin(), line.end(), nullptr, false);
    if (!json.is_object() || !json.contains("standAsideSince") || !json["standAsideSince"].is_string())
        return std::nullopt;
    return base::fromRfc3339(json["standAsideSince"].get<std::string>());
}

std::optional<SessionOrder> decodeOrder(const QByteArray& line)
{
    return decodeBy(kOrders, "do", line);
}

} // namespace banshi::app::supervisor

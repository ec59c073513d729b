// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <set>

namespace banshi::journeys
{

namespace
{

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

nlohmann::json listOf(const nlohmann::json& object, const char* name)
{
    return object.value(name, nlohmann::json::array());
}

std::map<std::string, int> sheetsByHash(const World& world)
{
    std::map<std::string, int> sheets;
    const QDir paper(world.paperFolder());
    for (const auto& name : paper.entryList({QStringLiteral("a4-*.pdf")}, QDir::Files))
        ++sheets
            [QCryptographicHash::hash(bytesOf(paper.filePath(name)), QCryptographicHash::Sha256).toHex().toStdString()];
    return sheets;
}

void weighSheets(const World& world, const nlohmann::json& city, QStringList& faults)
{
    const auto sheets = sheetsByHash(world);
    for (const auto& certificate : listOf(city, "certificates"))
    {
        const QString serial = QString::fromStdString(certificate.value("serial", ""));
        const auto found = sheets.find(certificate.value("sha256", ""));
        const int count = found == sheets.end() ? 0 : found->second;
        const auto attempts = listOf(certificate, "attempts");
        const std::string told = attempts.empty() ? "" : attempts.back().value("result", "");
        if (count > 1)
            faults += QStringLiteral("certificate %1 came out %2 times").arg(serial).arg(count);
        if (count == 1 && told.empty())
            faults += QStringLiteral("certificate %1 came out and nobody told the city").arg(serial);
        if (count == 1 && told == "FAILED_CLEAN")
            faults += QStringLiteral("certificate %1 came out and was reported as not printed").arg(serial);
        if (count == 0 && told == "DONE")
            faults += QStringLiteral("certificate %1 was reported as printed and did not come out").arg(serial);
    }
}

void weighSlips(const World& world, const nlohmann::json& city, QStringList& faults)
{
    const QDir paper(world.paperFolder());
    std::map<QByteArray, int> texts;
    QByteArray all;
    for (const auto& name : paper.entryList({QStringLiteral("receipt-*.txt")}, QDir::Files))
    {
        const QByteArray text = bytesOf(paper.filePath(name));
        ++texts[text];
        all += text;
    }
    for (const auto& [text, count] : texts)
        if (count > 1)
            faults += QStringLiteral("the same slip came out %1 times").arg(count);
    for (const auto& [list, key] : {std::pair("payments", "order_id"), std::pair("cases", "case_id")})
        for (const auto& one : listOf(city, list))
            if (const auto id = QByteArray::fromStdString(one.value(key, "")); !id.isEmpty() && all.count(id) > 2)
                faults += QStringLiteral("%1 stands on more than one slip").arg(QString::fromUtf8(id));
}

void weighMachine(World& world, QStringList& faults)
{
    const auto open = world.gateway(QStringLiteral("/local/journal/open"));
    const auto health = world.gateway(QStringLiteral("/local/health"));
    if (!open || !health)
    {
        faults += QStringLiteral("the gateway does not answer");
        return;
    }
    if (const auto count = listOf(*open, "intents").size(); count > 0)
        faults += QStringLiteral("%1 promises are open behind the front page").arg(count);
    const auto queue = health->value("queue", nlohmann::json::object());
    for (const char* name : {"pending", "parked"})
        if (const int count = queue.value(name, -1); count != 0)
            faults += QStringLiteral("%1 in the queue: %2").arg(QString::fromLatin1(name)).arg(count);
}

} // namespace

void Ledger::weighMoney(const nlohmann::json& city, QStringList& faults) const
{
    int paid = 0;
    for (const auto& order : listOf(city, "payments"))
    {
        if (order.value("state", "") != "PAID")
            continue;
        ++paid;
        if (order.value("slip", "").empty())
            faults += QStringLiteral("nobody told the city what became of the slip of order ") +
                      QString::fromStdString(order.value("order_id", ""));
    }
    if (paid != m_paid)
        faults += QStringLiteral("residents paid %1 times, %2 orders are paid").arg(m_paid).arg(paid);
}

void Ledger::weighCounts(const nlohmann::json& city, QStringList& faults) const
{
    std::set<std::string> keys;
    for (const auto& report : listOf(city, "reports"))
        if (!keys.insert(report.value("key", "")).second)
            faults += QStringLiteral("a report arrived twice");
    const auto weigh = [&](const char* journey, const char* list, std::size_t have) {
        const QString name = QString::fromLatin1(journey);
        const auto of = [&](const std::map<QString, int>& counts) {
            const auto found = counts.find(name);
            return found == counts.end() ? std::size_t(0) : static_cast<std::size_t>(found->second);
        };
        if (have < of(m_confirmed) || have > of(m_began))
            faults += QStringLiteral("%1: %2 walks, %3 confirmed, the city holds %4")
                          .arg(QString::fromLatin1(list))
                          .arg(of(m_began))
                          .arg(of(m_confirmed))
                          .arg(have);
    };
    weigh("grid.report", "reports", listOf(city, "reports").size());
    weigh("pol.no-crime", "cases", listOf(city, "cases").size());
}

QStringList Ledger::faults(World& world) const
{
    QStringList faults;
    const auto city = world.city({{"do", "dump"}}).value("dump", nlohmann::json::object());
    weighMoney(city, faults);
    weighCounts(city, faults);
    weighSheets(world, city, faults);
    weighSlips(world, city, faults);
    weighMachine(world, faults);
    for (const auto& breach : listOf(city.value("contract_breaches", nlohmann::json::object()), "examples"))
        faults += QStringLiteral("contract: ") + QString::fromStdString(breach.dump());
    return faults;
}

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger.h"

#include <QRegularExpression>
#include <algorithm>
#include <map>
#include <set>

namespace banshi::journeys
{

namespace
{

nlohmann::json listOf(const nlohmann::json& object, const char* name)
{
    return object.value(name, nlohmann::json::array());
}

QString textOf(const nlohmann::json& object, const char* name)
{
    return QString::fromStdString(object.value(name, ""));
}

int more(const Evidence& before, const Evidence& now, const char* list)
{
    return static_cast<int>(listOf(now.city, list).size()) - static_cast<int>(listOf(before.city, list).size());
}

/// What a walk brought of one kind, against what it had to bring and what it may bring at the most.
void weighKind(const char* what, int came, int least, int most, QStringList& faults)
{
    const QString kind = QString::fromLatin1(what);
    if (came < least)
        faults += QStringLiteral("%1: the machine confirmed %2, there came %3").arg(kind).arg(least).arg(came);
    if (came > most)
        faults += QStringLiteral("%1: the walk can have brought %2, there came %3").arg(kind).arg(most).arg(came);
}

void weighWalk(const Evidence& before, const Walk& walk, const Evidence& now, QStringList& faults)
{
    const auto is = [&](const char* journey) { return walk.journey == QLatin1String(journey) ? 1 : 0; };
    const int said = walk.donePages;
    // An application says "done" twice: when it is handed in, and when its certificate is fetched.
    const int sheetsSaid = is("hr.pay-list") * said + is("pol.no-crime") * std::max(0, said - 1);
    weighKind("paid orders", paidOrders(now) - paidOrders(before), std::max(walk.paid, is("utl.water") * said),
              walk.paid, faults);
    weighKind("reports", more(before, now, "reports"), is("grid.report") * said, is("grid.report"), faults);
    weighKind("cases", more(before, now, "cases"), is("pol.no-crime") * std::min(1, said), is("pol.no-crime"), faults);
    weighKind("sheets", static_cast<int>(now.sheets.size()) - static_cast<int>(before.sheets.size()), sheetsSaid,
              is("hr.pay-list") + is("pol.no-crime"), faults);
    weighKind("slips", static_cast<int>(now.slips.size()) - static_cast<int>(before.slips.size()), walk.slipsPromised,
              1 - is("hr.pay-list"), faults);
}

void weighReportsOfSheet(const nlohmann::json& certificate, int sheets, QStringList& faults)
{
    const QString serial = textOf(certificate, "serial");
    const auto attempts = listOf(certificate, "attempts");
    const std::string told = attempts.empty() ? "" : attempts.back().value("result", "");
    const auto done = std::count_if(attempts.begin(), attempts.end(),
                                    [](const auto& one) { return one.value("result", "") == "DONE"; });
    if (sheets > 1)
        faults += QStringLiteral("certificate %1 came out %2 times").arg(serial).arg(sheets);
    if (sheets > 0 && told.empty())
        faults += QStringLiteral("certificate %1 came out and nobody told the city").arg(serial);
    if (sheets > 0 && told == "FAILED_CLEAN")
        faults += QStringLiteral("certificate %1 came out and was reported as not printed").arg(serial);
    if (sheets == 0 && told == "DONE")
        faults += QStringLiteral("certificate %1 was reported as printed and did not come out").arg(serial);
    if (done > 1)
        faults += QStringLiteral("certificate %1 was reported as printed %2 times").arg(serial).arg(done);
}

void weighSheets(const Evidence& now, QStringList& faults)
{
    std::map<std::string, int> sheets;
    for (const auto& hash : now.sheets)
        ++sheets[hash];
    for (const auto& certificate : listOf(now.city, "certificates"))
    {
        const auto found = sheets.find(certificate.value("sha256", ""));
        weighReportsOfSheet(certificate, found == sheets.end() ? 0 : found->second, faults);
        if (found != sheets.end())
            sheets.erase(found);
    }
    if (!sheets.empty())
        faults += QStringLiteral("%1 sheets came out that the city did not issue").arg(sheets.size());
}

/// The city's name for a report, as far as a slip tells it: eight digits of the epoch, and the number in it.
QString slipNumberOf(const nlohmann::json& report)
{
    const QString origin = textOf(report, "origin");
    return origin.left(8) + origin.mid(origin.indexOf(QLatin1Char('-')));
}

/// How many slips bear each number, by the number as slipNumberOf() or the city writes it.
std::map<QString, int> numbersOnSlips(const Evidence& now)
{
    static const QRegularExpression pattern(
        QStringLiteral("\\b(?:ord|case)-[0-9a-z]{20}\\b|(?<=-)[0-9a-f]{8}-[0-9]+\\b"));
    std::map<QString, int> slips;
    for (const QByteArray& slip : now.slips)
    {
        std::set<QString> numbers; // each stands there twice: in letters and in the QR code
        auto matches = pattern.globalMatch(QString::fromUtf8(slip));
        while (matches.hasNext())
            numbers.insert(matches.next().captured());
        for (const auto& number : numbers)
            ++slips[number];
    }
    return slips;
}

void weighSlips(const Evidence& now, QStringList& faults)
{
    std::map<QByteArray, int> texts;
    for (const QByteArray& slip : now.slips)
        ++texts[slip];
    for (const auto& [text, count] : texts)
        if (count > 1)
            faults += QStringLiteral("the same slip came out %1 times").arg(count);
    std::set<QString> known;
    for (const auto& order : listOf(now.city, "payments"))
        if (order.value("state", "") == "PAID")
            known.insert(textOf(order, "order_id"));
    for (const auto& one : listOf(now.city, "cases"))
        known.insert(textOf(one, "case_id"));
    for (const auto& report : listOf(now.city, "reports"))
        known.insert(slipNumberOf(report));
    for (const auto& [number, count] : numbersOnSlips(now))
    {
        if (count > 1)
            faults += QStringLiteral("%1 stands on %2 slips").arg(number).arg(count);
        if (!known.contains(number))
            faults += QStringLiteral("a slip confirms %1, and the city does not have it").arg(number);
    }
}

void weighOrders(const Evidence& now, QStringList& faults)
{
    const auto slips = numbersOnSlips(now);
    for (const auto& order : listOf(now.city, "payments"))
    {
        if (order.value("state", "") != "PAID")
            continue;
        const QString id = textOf(order, "order_id");
        const QString told = textOf(order, "slip");
        const bool isThere = slips.contains(id);
        if (told.isEmpty())
            faults += QStringLiteral("nobody told the city what became of the slip of order %1").arg(id);
        if (told == QLatin1String("printed") && !isThere)
            faults += QStringLiteral("the slip of order %1 was reported as printed "
                                     "and did not come out")
                          .arg(id);
        if (told == QLatin1String("failed") && isThere)
            faults += QStringLiteral("the slip of order %1 came out and was reported as not printed").arg(id);
    }
}

void weighReports(const Evidence& now, QStringList& faults)
{
    std::set<std::string> keys;
    std::set<std::string> contents;
    for (const auto& report : listOf(now.city, "reports"))
    {
        const std::string content = report.value("form_hmac", "") + report.value("made_at", "");
        const bool isNewKey = keys.insert(report.value("key", "")).second;
        const bool isNewContent = contents.insert(content).second;
        if (!isNewKey || !isNewContent)
            faults += QStringLiteral("report %1 arrived twice").arg(slipNumberOf(report));
    }
}

void weighMessages(const Evidence& now, QStringList& faults)
{
    for (const auto& breach : listOf(now.city.value("contract_breaches", nlohmann::json::object()), "examples"))
        faults += QStringLiteral("contract: ") + QString::fromStdString(breach.dump());
    for (const char* kind : {"conflicts", "unreadable"})
        if (const int count = now.city.value(kind, 0); count > 0)
            faults += QStringLiteral("queued records that the city calls %1: %2").arg(QLatin1String(kind)).arg(count);
}

void weighMachine(const Evidence& now, QStringList& faults)
{
    if (!now.open || !now.health)
    {
        faults += QStringLiteral("the gateway does not answer");
        return;
    }
    if (const auto count = listOf(*now.open, "intents").size(); count > 0)
        faults += QStringLiteral("%1 promises are open behind the front page").arg(count);
    const auto queue = now.health->value("queue", nlohmann::json::object());
    for (const char* name : {"pending", "parked"})
        if (const int count = queue.value(name, -1); count != 0)
            faults += QStringLiteral("%1 in the queue: %2").arg(QString::fromLatin1(name)).arg(count);
}

} // namespace

int paidOrders(const Evidence& evidence)
{
    const auto orders = listOf(evidence.city, "payments");
    return static_cast<int>(
        std::count_if(orders.begin(), orders.end(), [](const auto& one) { return one.value("state", "") == "PAID"; }));
}

QStringList weigh(const Evidence& before, const Walk& walk, const Evidence& now)
{
    QStringList faults;
    weighWalk(before, walk, now, faults);
    weighOrders(now, faults);
    weighReports(now, faults);
    weighSheets(now, faults);
    weighSlips(now, faults);
    weighMachine(now, faults);
    weighMessages(now, faults);
    return faults;
}

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_walks.h"

#include <QFile>

namespace banshi::journeys
{

namespace
{

/// A file of `recorded/`: what one undisturbed walk of each journey left.
QByteArray recorded(const QString& name)
{
    QFile file(qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/tests/journeys/kills/recorded/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("a recorded file is missing: %s", qPrintable(name));
    return file.readAll();
}

nlohmann::json recordedJson(const QString& name)
{
    return nlohmann::json::parse(recorded(name).toStdString());
}

} // namespace

Evidence recordedEvidence()
{
    Evidence evidence;
    evidence.city = recordedJson(QStringLiteral("city.json"));
    for (const auto& certificate : evidence.city.at("certificates"))
        evidence.sheets.push_back(certificate.at("sha256"));
    for (const char* name : {"receipt-001.txt", "receipt-002.txt", "receipt-003.txt"})
        evidence.slips.push_back(recorded(QString::fromLatin1(name)));
    evidence.open = recordedJson(QStringLiteral("open.json"));
    evidence.health = recordedJson(QStringLiteral("health.json"));
    return evidence;
}

// Undoes in `before` what a walk of `journey` brought, so that `recordedEvidence()` is what stands after it.
Evidence beforeWalk(const QString& journey)
{
    Evidence before = recordedEvidence();
    const auto drop = [&](const char* list) { before.city[list] = nlohmann::json::array(); };
    if (journey == QLatin1String("utl.water"))
        drop("payments");
    else if (journey == QLatin1String("grid.report"))
        drop("reports");
    else if (journey == QLatin1String("pol.no-crime"))
        drop("cases");
    if (journey == QLatin1String("hr.pay-list") || journey == QLatin1String("pol.no-crime"))
        before.sheets.pop_back();
    if (journey != QLatin1String("hr.pay-list"))
        before.slips.pop_back();
    return before;
}

Walk wholeWalk(const QString& journey)
{
    Walk walk{journey, 1, 1, 0};
    if (journey == QLatin1String("utl.water"))
        walk.paid = 1;
    if (journey == QLatin1String("pol.no-crime"))
        walk.donePages = 2;
    if (journey == QLatin1String("hr.pay-list"))
        walk.slipsPromised = 0;
    return walk;
}

QStringList RecordedDay::faultsOf(const char* journey) const
{
    const QString name = QString::fromLatin1(journey);
    return weigh(beforeWalk(name), wholeWalk(name), now);
}

void RecordedDay::dropSlip(const QByteArray& number)
{
    std::erase_if(now.slips, [&](const QByteArray& slip) { return slip.contains(number); });
}

nlohmann::json RecordedDay::reportOf(const char* number)
{
    auto report = recordedEvidence().city["reports"][0];
    report["key"] = std::string("key-") + number;
    report["origin"] = std::string("a4a85657315d3120-") + number;
    report["made_at"] = std::string("2026-11-27T02:50:0") + number + "Z";
    return report;
}

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#include "report.h"

#include <QDir>
#include <QFile>

namespace banshi::journeys
{

namespace
{

bool write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

nlohmann::json toJson(const Journey& journey)
{
    nlohmann::json steps = nlohmann::json::array();
    for (const auto& step : journey.steps())
        steps.push_back({{"page", step.page.toStdString()},
                         {"tapped", step.tapped.toStdString()},
                         {"own_ms", step.ownMs},
                         {"picture", ("screens/" + step.picture.toStdString())},
                         {"machine", step.seen}});
    return {{"journey", journey.name().toStdString()},
            {"outcome", journey.ok() ? "reached its end" : journey.failure().toStdString()},
            {"steps", steps}};
}

bool copyLast(const QDir& from, const QString& pattern, const QString& target)
{
    const auto files = from.entryList({pattern}, QDir::Files, QDir::Name);
    if (files.isEmpty())
        return false;
    QFile::remove(target);
    return QFile::copy(from.filePath(files.last()), target);
}

QString section(const Journey& journey)
{
    QString html = QStringLiteral("<h2>%1: %2</h2><div class=row>").arg(journey.name(), journey.ok() ? QStringLiteral("reached its end") : journey.failure().toHtmlEscaped());
    for (const auto& step : journey.steps())
        html += QStringLiteral("<figure><a href=\"screens/%1\"><img src=\"screens/%1\" loading=lazy></a><figcaption><b>%2</b><br>%3<br>%4 ms<br><small>%5</small></figcaption></figure>")
                    .arg(step.picture, step.page, step.tapped.isEmpty() ? QStringLiteral("came by itself") : step.tapped)
                    .arg(step.ownMs, 0, 'f', 1)
                    .arg(QString::fromStdString(step.seen.dump()).toHtmlEscaped());
    return html + QStringLiteral("</div>");
}

} // namespace

bool writeJourney(const Journey& journey, const QString& outFolder)
{
    return write(outFolder + QStringLiteral("/journey-") + journey.name() + QStringLiteral(".json"),
                 QByteArray::fromStdString(toJson(journey).dump(2)) + '\n');
}

bool keepPaper(World& world, const QString& outFolder)
{
    const QDir from(world.paperFolder());
    const QString paper = outFolder + QStringLiteral("/paper");
    QDir().mkpath(paper);
    for (const auto& name : from.entryList(QDir::Files))
    {
        QFile::remove(paper + QLatin1Char('/') + name);
        if (!QFile::copy(from.filePath(name), paper + QLatin1Char('/') + name))
            return false;
    }
    copyLast(from, QStringLiteral("*.pdf"), outFolder + QStringLiteral("/certificate.pdf"));
    copyLast(from, QStringLiteral("receipt-*.txt"), outFolder + QStringLiteral("/receipt.txt"));
    copyLast(from, QStringLiteral("receipt-*.png"), outFolder + QStringLiteral("/receipt.png"));
    return write(outFolder + QStringLiteral("/city.json"), QByteArray::fromStdString(world.city({{"do", "dump"}}).dump(2)) + '\n');
}

bool writeIndex(const std::vector<std::unique_ptr<Journey>>& journeys, const QString& outFolder)
{
    QString html = QStringLiteral("<!doctype html><meta charset=utf-8><title>Banshi: journeys</title><style>"
                                  "body{font:16px sans-serif;margin:2em}.row{display:flex;flex-wrap:wrap;gap:1em}"
                                  "figure{width:220px;margin:0}img{width:220px;border:1px solid #cfd6da}small{color:#2a3842;word-break:break-all}"
                                  "</style><h1>Journeys through the real screens</h1>"
                                  "<p>Paper: <a href=certificate.pdf>certificate</a>, <a href=receipt.png>last slip</a>; <a href=city.json>what the city holds</a></p>");
    for (const auto& journey : journeys)
        html += section(*journey);
    return write(outFolder + QStringLiteral("/index.html"), html.toUtf8());
}

} // namespace banshi::journeys

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

// `{"cases": 1, "reports": 0}` as `cases 1 · reports 0`.
QString words(const nlohmann::json& facts)
{
    QStringList words;
    for (const auto& [name, value] : facts.items())
        words << QString::fromStdString(name + ' ' + (value.is_string() ? value.get<std::string>() : value.dump()));
    return words.join(QStringLiteral(" · ")).replace(QLatin1Char('_'), QLatin1Char(' ')).toHtmlEscaped();
}

QString row(const char* heading, const QString& text)
{
    return QStringLiteral("<dt>%1<dd>%2").arg(QString::fromLatin1(heading), text);
}

QString figure(const StepRecord& step)
{
    const auto empty = nlohmann::json::object();
    auto journal = step.seen.value("queue", empty);
    if (step.seen.contains("open_promises"))
        journal["open_promises"] = step.seen["open_promises"];
    return QStringLiteral(
               "<figure><a href=\"screens/%1\"><img src=\"screens/%1\" loading=lazy></a><figcaption><b>%2</b><dl>")
               .arg(step.picture, step.page.toHtmlEscaped()) +
           row("touched",
               step.tapped.isEmpty() ? QStringLiteral("nothing, it came by itself") : step.tapped.toHtmlEscaped()) +
           row("our own time", QStringLiteral("%1 ms").arg(step.ownMs, 0, 'f', 1)) +
           row("devices", words(step.seen.value("devices", empty))) + row("journal and queue", words(journal)) +
           row("city", words(step.seen.value("city", empty))) + QStringLiteral("</dl></figcaption></figure>");
}

// Links to what lies there: a single journey leaves fewer papers.
QString papers(const QString& outFolder)
{
    QStringList links{QStringLiteral("<a href=paper/>all</a>")};
    for (const char* file : {"certificate.pdf", "receipt.png", "receipt.txt"})
        if (QFile::exists(outFolder + QLatin1Char('/') + QString::fromLatin1(file)))
            links << QStringLiteral("<a href=%1>%1</a>").arg(QString::fromLatin1(file));
    return links.join(QStringLiteral(", "));
}

QString section(const Journey& journey)
{
    QString html =
        QStringLiteral("<h2>%1: %2</h2><div class=row>")
            .arg(journey.name(), journey.ok() ? QStringLiteral("reached its end") : journey.failure().toHtmlEscaped());
    for (const auto& step : journey.steps())
        html += figure(step);
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
    return write(outFolder + QStringLiteral("/city.json"),
                 QByteArray::fromStdString(world.city({{"do", "dump"}}).dump(2)) + '\n');
}

bool writeIndex(const std::vector<std::unique_ptr<Journey>>& journeys, const QString& outFolder)
{
    QString html =
        QStringLiteral(
            "<!doctype html><html lang=en><meta charset=utf-8><title>Banshi: journeys</title><style>"
            "body{font:15px "
            "sans-serif;margin:2em;color:#111}.row{display:grid;grid-template-columns:repeat(auto-fill,minmax(420px,"
            "1fr));gap:1.5em}"
            "figure{display:flex;gap:1em;margin:0}img{width:200px;border:1px solid #cfd6da}figcaption{font-size:14px}"
            "dl{margin:.5em 0}dt{color:#2a3842;font-size:12px;margin-top:.5em}dd{margin:0}</style>"
            "<h1>Journeys through the real screens</h1><p>Beside each picture: what was touched, our own time from the "
            "touch to the page, and "
            "what the devices' far ends, the machine's journal and the city held then.</p>"
            "<p>Paper: %1. <a href=city.json>What the city holds</a>.</p>")
            .arg(papers(outFolder));
    for (const auto& journey : journeys)
        html += section(*journey);
    return write(outFolder + QStringLiteral("/index.html"), html.toUtf8());
}

} // namespace banshi::journeys

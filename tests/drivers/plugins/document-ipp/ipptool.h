// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QStringList>

namespace banshi::testing
{

/// What CUPS's `ipptool` saw at a printer.
struct IpptoolReport
{
    int passed = 0;
    QMap<QString, QStringList> failed; ///< name of a test -> what it objects to
    QString text;                      ///< all of it
};

/// Runs a test file that comes with ipptool (`get-jobs.test`) with a document to print; blocks for at most a minute.
inline IpptoolReport runIpptool(const QString& uri, const QString& testFile, const QString& document)
{
    QProcess tool;
    tool.start(QStringLiteral("ipptool"), {QStringLiteral("-tI"), QStringLiteral("-d"), QStringLiteral("NOPRINT=1"),
                                           QStringLiteral("-f"), document, uri, testFile});
    tool.waitForFinished(60000);
    IpptoolReport report;
    report.text = QString::fromUtf8(tool.readAllStandardOutput() + tool.readAllStandardError());
    static const QRegularExpression verdict(QStringLiteral("^    (\\S.*?)\\s+\\[(PASS|FAIL|SKIP|\\d+)\\]$"));
    QString failing;
    for (const QString& line : report.text.split(u'\n'))
    {
        if (const auto found = verdict.match(line); found.hasMatch())
        {
            report.passed += found.captured(2) == QLatin1String("PASS") ? 1 : 0;
            failing = found.captured(2) == QLatin1String("FAIL") ? found.captured(1) : QString();
            if (!failing.isEmpty())
                report.failed[failing];
        }
        else if (!failing.isEmpty() && line.startsWith(QStringLiteral("        EXPECTED: ")))
            report.failed[failing] << line.trimmed();
    }
    return report;
}

/// The rows that a test file displays, each by the attributes' names (`job-id`).
inline QList<QMap<QString, QString>> displayedBy(const QString& uri, const QString& testFile)
{
    QProcess tool;
    tool.start(QStringLiteral("ipptool"), {QStringLiteral("-c"), uri, testFile});
    tool.waitForFinished(20000);
    QList<QMap<QString, QString>> rows;
    QStringList names;
    for (const QString& line : QString::fromUtf8(tool.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts))
    {
        const QStringList values = line.split(u',');
        if (names.isEmpty())
        {
            names = values;
            continue;
        }
        rows.emplace_back();
        for (qsizetype i = 0; i < std::min(names.size(), values.size()); ++i)
            rows.back()[names[i]] = values[i];
    }
    return rows;
}

} // namespace banshi::testing

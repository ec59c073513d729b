// SPDX-License-Identifier: GPL-3.0-or-later
#include "search.h"

#include "banshi/testing/process_memory.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

namespace banshi::journeys
{

namespace
{

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void look(const QString& where, const QByteArray& bytes, const std::vector<Trace>& traces, QStringList& found)
{
    for (const auto& trace : traces)
        if (!trace.bytes.isEmpty() && bytes.contains(trace.bytes))
            found += QStringLiteral("%1: %2").arg(where, trace.what);
}

} // namespace

std::optional<QStringList> searchMemory(const QString& who, qint64 process, const std::vector<Trace>& traces)
{
    QStringList found;
    const auto use = [&](const QString& area, const QByteArray& bytes) {
        look(QStringLiteral("%1 (%2)").arg(who, area.isEmpty() ? QStringLiteral("anonymous") : area), bytes, traces,
             found);
    };
    return testing::eachWritableArea(process, use) ? std::optional(found) : std::nullopt;
}

QStringList searchFiles(const QString& folder, const QStringList& except, const std::vector<Trace>& traces)
{
    QStringList found;
    const QDir top(folder);
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
    {
        const QString path = files.next();
        const QString name = top.relativeFilePath(path);
        if (except.contains(name.section(QLatin1Char('/'), 0, 0)))
            continue;
        look(name, contents(path), traces, found);
        look(QStringLiteral("name of a file"), name.toUtf8(), traces, found);
    }
    return found;
}

std::map<qint64, QString> familyOf(qint64 process)
{
    std::map<qint64, QString> family;
    const QStringList pids = QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs);
    std::multimap<qint64, qint64> children;
    for (const auto& pid : pids)
        for (const QByteArray& line : contents(QStringLiteral("/proc/") + pid + QStringLiteral("/status")).split('\n'))
            if (line.startsWith("PPid:"))
                children.emplace(line.mid(5).trimmed().toLongLong(), pid.toLongLong());
    std::vector<qint64> open{process};
    while (!open.empty())
    {
        const qint64 one = open.back();
        open.pop_back();
        family[one] = QString::fromUtf8(contents(QStringLiteral("/proc/%1/comm").arg(one)).trimmed());
        const auto [first, last] = children.equal_range(one);
        for (auto child = first; child != last; ++child)
            open.push_back(child->second);
    }
    return family;
}

} // namespace banshi::journeys

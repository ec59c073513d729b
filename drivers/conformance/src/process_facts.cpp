// SPDX-License-Identifier: GPL-3.0-or-later
#include "process_facts.h"

#include <QDir>
#include <QFile>

namespace banshi::drivers::conformance
{

namespace
{

// The number behind `name` in a file of /proc; -1 when there is none.
qint64 numberIn(const QString& path, const QByteArray& name)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray& line : file.readAll().split('\n'))
        if (line.startsWith(name))
            return line.mid(name.size()).simplified().split(' ').value(0).toLongLong();
    return -1;
}

} // namespace

std::optional<ProcessFacts> factsOf(qint64 process)
{
    const QString folder = QStringLiteral("/proc/%1/").arg(process);
    const ProcessFacts facts{numberIn(folder + QStringLiteral("smaps_rollup"), "Anonymous:"),
                             static_cast<qint64>(QDir(folder + QStringLiteral("fd"))
                                                     .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
                                                     .size()),
                             numberIn(folder + QStringLiteral("status"), "Threads:")};
    if (facts.anonymousKib < 0 || facts.threads < 0)
        return std::nullopt;
    return facts;
}

} // namespace banshi::drivers::conformance

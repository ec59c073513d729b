// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>
#include <optional>

namespace banshi::testing
{

/// Looks for `needle` in all writable memory of a living process and returns how often it stands there; nothing when the
/// system does not let us look (then the test skips).
inline std::optional<int> countInMemory(qint64 process, const QByteArray& needle)
{
    QFile maps(QStringLiteral("/proc/%1/maps").arg(process));
    QFile memory(QStringLiteral("/proc/%1/mem").arg(process));
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return std::nullopt;
    int found = 0;
    for (const QByteArray& line : maps.readAll().split('\n'))
    {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() < 2 || !words[1].startsWith("rw") || line.endsWith("[vvar]"))
            continue;
        const QList<QByteArray> ends = words[0].split('-');
        const qint64 from = ends[0].toLongLong(nullptr, 16);
        const qint64 size = ends[1].toLongLong(nullptr, 16) - from;
        if (memory.seek(from))
            found += static_cast<int>(memory.read(size).count(needle));
    }
    return found;
}

} // namespace banshi::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/process_memory.h"

#include <QFile>
#include <iconv.h>

namespace banshi::testing
{

namespace
{

QByteArray gb18030Of(const QString& text)
{
    constexpr qsizetype kMostBytes = 4; // of one character
    QByteArray from = text.toUtf8();
    QByteArray to(from.size() * 2 + kMostBytes, '\0');
    const iconv_t converter = iconv_open("GB18030", "UTF-8");
    if (converter == reinterpret_cast<iconv_t>(-1)) // NOLINT(performance-no-int-to-ptr): as iconv_open() tells failure
        return {};
    char* in = from.data();
    char* out = to.data();
    auto inLeft = static_cast<std::size_t>(from.size());
    auto outLeft = static_cast<std::size_t>(to.size());
    const bool isDone = iconv(converter, &in, &inLeft, &out, &outLeft) != static_cast<std::size_t>(-1);
    iconv_close(converter);
    return isDone ? to.left(to.size() - static_cast<qsizetype>(outLeft)) : QByteArray();
}

} // namespace

QList<std::pair<QString, QByteArray>> spellingsOf(const QString& text)
{
    return {{QStringLiteral("UTF-8"), text.toUtf8()},
            {QStringLiteral("UTF-16LE"), QByteArray(reinterpret_cast<const char*>(text.utf16()), text.size() * 2)},
            {QStringLiteral("GB 18030"), gb18030Of(text)}};
}

bool eachWritableArea(qint64 process, const std::function<void(const QString&, const QByteArray&)>& use)
{
    constexpr qsizetype kNameField = 5; // proc(5): address, permissions, offset, device, inode, pathname
    QFile maps(QStringLiteral("/proc/%1/maps").arg(process));
    QFile memory(QStringLiteral("/proc/%1/mem").arg(process));
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return false;
    for (const QByteArray& line : maps.readAll().split('\n'))
    {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() < 2 || !fields[1].startsWith("rw"))
            continue;
        const QList<QByteArray> ends = fields[0].split('-');
        const qint64 from = ends[0].toLongLong(nullptr, 16);
        if (memory.seek(from))
            use(QString::fromUtf8(fields.value(kNameField)), memory.read(ends[1].toLongLong(nullptr, 16) - from));
    }
    return true;
}

std::optional<QStringList> wordsInMemory(qint64 process, const QStringList& words)
{
    QStringList found;
    const auto look = [&](const QString& area, const QByteArray& bytes) {
        for (qsizetype i = 0; i < words.size(); ++i)
            for (const auto& [encoding, spelling] : spellingsOf(words[i]))
                if (spelling.isEmpty() || bytes.contains(spelling))
                    found << QStringLiteral("%1: %2 in %3").arg(i).arg(encoding, area);
    };
    return eachWritableArea(process, look) ? std::optional(found) : std::nullopt;
}

} // namespace banshi::testing

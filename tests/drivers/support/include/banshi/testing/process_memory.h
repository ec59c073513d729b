// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QStringList>
#include <iconv.h>
#include <optional>

namespace banshi::testing
{

/// True in builds whose allocator is a sanitizer's: it does not clear what is released, so there is nothing to prove.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kKeepsFreedMemory = true;
#else
inline constexpr bool kKeepsFreedMemory = false;
#endif

/// `text` in GB 18030; empty when glibc does not know the encoding.
inline QByteArray gb18030Of(const QString& text)
{
    QByteArray from = text.toUtf8();
    QByteArray to(from.size() * 2 + 4, '\0');
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

/// The bytes of `text` as they may stand in a process: UTF-8, UTF-16LE, GB 18030, each with its name.
inline QList<std::pair<QString, QByteArray>> spellingsOf(const QString& text)
{
    return {{QStringLiteral("UTF-8"), text.toUtf8()},
            {QStringLiteral("UTF-16LE"), QByteArray(reinterpret_cast<const char*>(text.utf16()), text.size() * 2)},
            {QStringLiteral("GB 18030"), gb18030Of(text)}};
}

/// Which of `words` stand in writable memory of a living process, as "number of the word: encoding" (never the word
/// itself); nothing when the system does not let us look (then the test skips).
inline std::optional<QStringList> wordsInMemory(qint64 process, const QStringList& words)
{
    QFile maps(QStringLiteral("/proc/%1/maps").arg(process));
    QFile memory(QStringLiteral("/proc/%1/mem").arg(process));
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return std::nullopt;
    QStringList found;
    for (const QByteArray& line : maps.readAll().split('\n'))
    {
        const QList<QByteArray> fields = line.split(' ');
        if (fields.size() < 2 || !fields[1].startsWith("rw") || line.endsWith("[vvar]"))
            continue;
        const QList<QByteArray> ends = fields[0].split('-');
        const qint64 from = ends[0].toLongLong(nullptr, 16);
        const QByteArray area = memory.seek(from) ? memory.read(ends[1].toLongLong(nullptr, 16) - from) : QByteArray();
        for (qsizetype i = 0; i < words.size(); ++i)
            for (const auto& [encoding, bytes] : spellingsOf(words[i]))
                if (bytes.isEmpty() || area.contains(bytes))
                    found << QStringLiteral("%1: %2 in %3").arg(i).arg(encoding, QString::fromLatin1(fields.last()));
    }
    return found;
}

} // namespace banshi::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>

namespace banshi::testing
{

/// True in builds whose allocator is a sanitizer's: it does not clear what is released, so there is nothing to prove.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kKeepsFreedMemory = true;
#else
inline constexpr bool kKeepsFreedMemory = false;
#endif

/// The bytes of `text` as they may stand in a process: UTF-8, UTF-16LE, GB 18030, each with its name; those of GB 18030
/// are empty when glibc does not know the encoding.
[[nodiscard]] QList<std::pair<QString, QByteArray>> spellingsOf(const QString& text);

/// Hands the writable memory of a living process to `use`, area by area, with the name that the kernel gives to the
/// area (`[heap]`, a file, or nothing). False when the system does not let us look (proc(5), "/proc/PID/mem").
[[nodiscard]] bool eachWritableArea(qint64 process,
                                    const std::function<void(const QString& area, const QByteArray& bytes)>& use);

/// Which of `words` stand in writable memory of a living process, as "number of the word: encoding" (never the word
/// itself); nothing when the system does not let us look (then the test skips).
[[nodiscard]] std::optional<QStringList> wordsInMemory(qint64 process, const QStringList& words);

} // namespace banshi::testing

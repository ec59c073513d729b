// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace banshi::base
{

/// Replaces every run of eleven or more digits (mobile and identity numbers, a final X included) by `#`s.
[[nodiscard]] QString redact(const QString& text);

/// Sends all Qt log messages of this process to standard error as `<time> <level> <category> <text>`, redacted.
/// To be called once from main() before the first message. Threads: messages may come from any thread.
void installRedactingLog();

/// Exit code of a program that finds no screen.
inline constexpr int kNoScreen = 4;
/// For the moment in which Qt looks for its screen; installRedactingLog() is called again afterwards. When Qt finds
/// none (its only fatal message then) the process ends with kNoScreen after one line that says so, not with an abort.
/// Threads: as installRedactingLog().
void installStartLog();

} // namespace banshi::base

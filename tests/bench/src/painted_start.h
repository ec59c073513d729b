// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "eye_watcher.h"

#include <QByteArray>
#include <QStringList>

namespace banshi::bench
{

constexpr int kLongestPaintMs = 30'000; ///< for a window to be complete; then the bench is broken

/// A program, what it gets on standard input, and the page and words by which its window is complete.
struct Watched
{
    QString program;
    QStringList arguments;
    QByteArray order;
    QString page;
    QString words;
};

/// A banshi-session that is told to take the screen beside a running machine: complete when it knows every device and
/// the network.
[[nodiscard]] Watched freshSession(const QString& programs, const QString& machineFile);

/// Starts a program off screen, waits until its window is complete and painted, and ends it. Returns milliseconds.
/// `plugins` is the folder above the eye's. Errors: Broken.
[[nodiscard]] double startUntilPainted(const Watched& watched, const QString& plugins, EyeWatcher& eye);

} // namespace banshi::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QStringList>

namespace banshi::bench
{

/// Hears from the eye of a watched program what has just been painted. Threads: one with an event loop.
class EyeWatcher : public QObject
{
    Q_OBJECT

public:
    /// Listens at `path`. Errors: Broken when that is not possible.
    explicit EyeWatcher(const QString& path);

    [[nodiscard]] QString path() const { return m_server.fullServerName(); }
    /// Forgets what was painted so far.
    void forget();
    /// Turns the event loop until a window that shows `page` with `words` has been painted; false after `limitMs`.
    [[nodiscard]] bool waitFor(const QString& page, const QString& words, int limitMs);

Q_SIGNALS:
    void painted();

private:
    [[nodiscard]] bool hasSeen(const QString& page, const QString& words) const;

    QLocalServer m_server;
    QStringList m_lines;
};

} // namespace banshi::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <chrono>
#include <functional>
#include <optional>

class QObject;

namespace banshi::journeys
{

/// One exchange with somebody who listens on a Unix socket, without waiting for it.
struct LocalCall
{
    QString socketPath;
    QByteArray bytes;                                             ///< what is sent
    std::function<bool(const QByteArray&)> isWhole;               ///< true when the answer has come in full
    std::chrono::milliseconds patience = std::chrono::seconds(5); ///< from the call to the whole answer

    /// The whole answer; nothing when nobody listens, the line was broken or the patience was over.
    using Answered = std::function<void(const std::optional<QByteArray>&)>;
    /// Returns at once; `answered` is called once, later, unless `owner` is destroyed before.
    /// Threads: that of `owner`, with an event loop.
    void start(QObject* owner, const Answered& answered) const;
};

/// True when a line has come in full.
[[nodiscard]] bool isLine(const QByteArray& answer);

} // namespace banshi::journeys

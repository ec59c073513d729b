// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>

namespace banshi::journeys
{

/// A resident's eyes and finger: finds the session that is on the screen and touches it.
/// Threads: one; blocks while it waits, turning the event loop.
class Finger
{
public:
    /// `handFolder` is where the sessions' hands listen.
    explicit Finger(QString handFolder) : m_folder(std::move(handFolder)) {}

    /// What can be seen now; nothing while no session shows a window.
    [[nodiscard]] std::optional<nlohmann::json> look();
    /// Name of the page on the screen, empty when none.
    [[nodiscard]] QString page();
    /// True when a widget of that name can be seen and used.
    [[nodiscard]] bool sees(const QString& widget);
    /// True when these words stand anywhere on the screen.
    [[nodiscard]] bool reads(const QString& words);
    /// Text of a widget, empty when it cannot be seen.
    [[nodiscard]] QString read(const QString& widget);
    [[nodiscard]] bool waitForPage(const QString& page, std::chrono::milliseconds timeout);
    [[nodiscard]] bool waitForWidget(const QString& widget, std::chrono::milliseconds timeout);
    /// Touches a widget; false when it cannot be seen.
    bool tap(const QString& widget);
    /// Keeps a widget pressed for a while.
    bool hold(const QString& widget, std::chrono::milliseconds span);
    /// Types on the machine's own keyboard, key by key (`key.<character>`).
    bool type(const QString& text);
    /// Saves a picture of the screen.
    bool shoot(const QString& pngFile);
    /// Process id of the session on the screen, 0 when none.
    [[nodiscard]] qint64 sessionPid();

private:
    [[nodiscard]] QString socket();

    QString m_folder;
    QString m_last; ///< the hand that was on the screen when last looked at
};

} // namespace banshi::journeys

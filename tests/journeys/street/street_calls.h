// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/journeys/world.h"

#include <QObject>
#include <chrono>
#include <deque>
#include <functional>

namespace banshi::journeys
{

/// What the window and the menu ask around a machine: simulators, the city, the session on the screen and the gateway.
/// Nothing here waits; an answer is told once, later, and never after this object is gone. An empty object stands for
/// no answer: nobody listens, the line broke, or `patience` was over. Threads: that of its world.
class StreetCalls : public QObject
{
    Q_OBJECT

public:
    using Answered = std::function<void(const nlohmann::json&)>;

    /// `world` must outlive the calls; each answer is waited for as long as `patience`.
    explicit StreetCalls(World& world, std::chrono::milliseconds patience = std::chrono::seconds(5));

    [[nodiscard]] World& world() const { return m_world; }

    /// An order to a simulator or the city, by the name of its remote control (`idcard`, `city`).
    void tell(const QString& who, const nlohmann::json& order, const Answered& answered);
    /// An order to whoever listens on this Unix socket.
    void tellAt(const QString& socketPath, const nlohmann::json& order, const Answered& answered);
    /// The machine's local gateway: answer of GET `path`.
    void gateway(const QString& path, const Answered& answered);
    /// What the session on the screen shows (`page`), and the socket of its hand (`hand`).
    void screen(const Answered& answered);

private:
    void searchScreen(std::deque<QString> hands, const Answered& answered);

    World& m_world;
    std::chrono::milliseconds m_patience;
    QString m_hand; ///< the hand that was on the screen when last looked at
};

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journey.h"

#include <QTemporaryDir>

namespace banshi::journeys
{

/// Where the build under test put its programs (`BANSHI_BIN`), with `folder` as the world's own.
[[nodiscard]] WorldPlaces placesIn(const QString& folder);

/// A world that lives as long as the object. Threads: one; blocks while it starts.
class TemporaryWorld
{
public:
    TemporaryWorld() : m_world(placesIn(m_folder.path())) {}

    [[nodiscard]] bool start() { return m_world.start(); }
    [[nodiscard]] World& world() { return m_world; }
    [[nodiscard]] QString outFolder() const { return m_folder.path() + QStringLiteral("/out"); }
    /// What the central platform holds.
    [[nodiscard]] nlohmann::json city()
    {
        return m_world.city({{"do", "dump"}}).value("dump", nlohmann::json::object());
    }
    /// Mends everything and waits until the front page says that all is well.
    [[nodiscard]] bool mend();

private:
    QTemporaryDir m_folder;
    World m_world;
};

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/journeys/world.h"

#include <chrono>
#include <vector>

namespace banshi::journeys
{

/// One page of a journey as the resident met it.
struct StepRecord
{
    QString page;
    QString tapped;      ///< what was touched to get there
    double ownMs = 0;    ///< from the touch to the page, waiting for people and paper not included
    QString picture;     ///< file name under screens/
    nlohmann::json seen; ///< what journal and city held at that moment
};

/// Walks through the real screens and writes down each step. After the first failure nothing more is done.
class Journey
{
public:
    /// Pictures go to `<outFolder>/screens`.
    Journey(World& world, QString name, QString outFolder);

    /// Touches `widget` and waits for `page`.
    Journey& tap(const QString& widget, const QString& page);
    /// Waits for a page that comes by itself.
    Journey& expect(const QString& page);
    /// Waits until a widget can be seen on the page that stands there.
    Journey& expectWidget(const QString& widget);
    /// Types on the machine's keyboard.
    Journey& type(const QString& text);
    /// Something on the street or in the city; `what` is told when it returns false.
    Journey& act(const QString& what, const std::function<bool()>& doIt);
    /// Text of a widget that can be seen now.
    [[nodiscard]] QString read(const QString& widget) { return m_world.finger().read(widget); }
    /// Path of the last picture.
    [[nodiscard]] QString lastPicture() const;

    [[nodiscard]] bool ok() const { return m_failure.isEmpty(); }
    [[nodiscard]] const QString& failure() const { return m_failure; }
    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] const std::vector<StepRecord>& steps() const { return m_steps; }
    [[nodiscard]] World& world() { return m_world; }

private:
    void record(const QString& page, const QString& tapped, double ownMs);
    Journey& fail(const QString& why);

    World& m_world;
    QString m_name;
    QString m_folder;
    QString m_failure;
    std::vector<StepRecord> m_steps;
};

} // namespace banshi::journeys

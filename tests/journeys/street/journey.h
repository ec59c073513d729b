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
    nlohmann::json seen; ///< what devices, journal and city held at that moment
};

/// What may differ from walk to walk.
struct Wishes
{
    QString waterAccount = QStringLiteral("3010002271"); ///< ten digits; this one owes 86.40 yuan
};

/// Walks through the real screens and writes down each step. After the first failure nothing more is done.
class Journey
{
public:
    /// Pictures go to `<outFolder>/screens`.
    Journey(World& world, QString name, QString outFolder, Wishes wishes = {});

    /// Called before each touch with its running number, from 1.
    void onTouch(std::function<void(int)> watcher) { m_onTouch = std::move(watcher); }
    /// Called with the name of each page on which the resident arrives, also when it is the page before once more.
    void onPage(std::function<void(const QString&)> watcher) { m_onPage = std::move(watcher); }
    /// Called at moments that a walk names (`queued`: a report waits in the queue).
    void onMoment(std::function<void(const QString&)> watcher) { m_onMoment = std::move(watcher); }
    /// From now on a page that does not come within `patience` ends the walk; for walks that are disturbed on purpose.
    void loosePatience(std::chrono::milliseconds patience);
    /// Without pictures, and what the street saw beside them, a walk is faster.
    void takePictures(bool yes) { m_takesPictures = yes; }

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
    /// Names a moment for whoever watches.
    Journey& moment(const QString& name)
    {
        if (ok() && m_onMoment)
            m_onMoment(name);
        return *this;
    }
    /// Text of a widget that can be seen now.
    [[nodiscard]] QString read(const QString& widget) { return m_world.finger().read(widget); }
    /// Takes a picture of the screen, as a phone does, and returns its path.
    [[nodiscard]] QString photograph();

    [[nodiscard]] bool ok() const { return m_failure.isEmpty(); }
    [[nodiscard]] const QString& failure() const { return m_failure; }
    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] const std::vector<StepRecord>& steps() const { return m_steps; }
    [[nodiscard]] World& world() { return m_world; }
    [[nodiscard]] const Wishes& wishes() const { return m_wishes; }

private:
    [[nodiscard]] bool waitFor(const std::function<bool()>& done) const;
    bool touch(const QString& widget);
    void awaitCamera() const;
    void record(const QString& page, const QString& tapped, double ownMs);
    Journey& fail(const QString& why);

    World& m_world;
    QString m_name;
    QString m_folder;
    Wishes m_wishes;
    std::function<void(int)> m_onTouch;
    std::function<void(const QString&)> m_onPage;
    std::function<void(const QString&)> m_onMoment;
    std::optional<std::chrono::steady_clock::time_point> m_giveUp;
    int m_touches = 0;
    bool m_takesPictures = true;
    QString m_failure;
    std::vector<StepRecord> m_steps;
};

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QObject>
#include <QWidget>
#include <nlohmann/json_fwd.hpp>

namespace banshi::journeys
{

/// Looks at the screen and touches it, on orders that come as JSON lines over a local socket:
/// `look` (page and all named widgets that can be seen; of a camera's view, whether it shows a picture), `tap` (by
/// name, at the widget's middle, through the window system's event path: what lies above takes the touch), `hold`
/// (press for some milliseconds), `shot` (PNG file). Threads: the GUI thread of the session.
class Hand : public QObject
{
    Q_OBJECT

public:
    /// Listens at `path`.
    explicit Hand(const QString& path, QObject* parent = nullptr);

private:
    void serve(QLocalSocket* socket);
    nlohmann::json obey(const nlohmann::json& order);
    nlohmann::json look() const;
    nlohmann::json tap(const QString& name, int holdMs);
    [[nodiscard]] QWidget* window() const;
    [[nodiscard]] QWidget* find(const QString& name) const;

    QLocalServer m_server;
};

} // namespace banshi::journeys

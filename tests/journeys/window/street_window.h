// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "street_action.h"

#include <QTimer>
#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;

namespace banshi::journeys
{

/// The street as a small window beside the kiosk's: a button for each action under its heading (`street.<id>`), the
/// last answer (`street.answer`) and what is going on (`street.status`). A tool for developers: plain widgets, English
/// only. Threads: GUI. An action runs within the click; it asks simulators of this computer, which answer at once.
class StreetWindow : public QWidget
{
    Q_OBJECT

public:
    /// `status` tells in one line what is going on; it is asked after each action and once a second.
    StreetWindow(StreetActions actions, std::function<QString()> status, QWidget* parent = nullptr);

    /// Asks for the status now, unless an action is running.
    void refresh();

private:
    QGridLayout* groupNamed(const QString& name);
    void addButton(std::size_t index);
    void run(std::size_t index);
    void allowClicks(bool yes);

    StreetActions m_actions;
    std::function<QString()> m_status;
    std::vector<QPushButton*> m_buttons;
    QLabel* m_answer;
    QLabel* m_statusLine;
    QTimer m_refresh;
    bool m_runs = false;
};

} // namespace banshi::journeys

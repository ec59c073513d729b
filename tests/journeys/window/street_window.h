// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fault_board.h"
#include "street_action.h"
#include "street_words.h"

#include <QTimer>
#include <QWidget>

class QGridLayout;
class QGroupBox;
class QLabel;
class QPushButton;
class QTabWidget;

namespace banshi::journeys
{

/// The street as a small window beside the kiosk's: on one page a button for each action under its heading
/// (`street.<id>`), on the other the faults of the simulated devices, below both the last answer (`street.answer`) and
/// what is going on (`street.status`). `street.language` changes between English and Chinese. A tool for developers:
/// plain widgets. Threads: GUI. An action runs within the click; it asks simulators of this computer, which answer at
/// once. Faults are played without waiting.
class StreetWindow : public QWidget
{
    Q_OBJECT

public:
    /// What is going on, in short sentences.
    using Status = std::function<std::vector<StreetSentence>()>;

    /// `status` is asked after each action and once a second.
    StreetWindow(StreetActions actions, Status status, const std::vector<SimulatorPlace>& simulators,
                 QWidget* parent = nullptr);

    /// Asks for the status now, unless an action is running.
    void refresh();
    /// Says everything in this language from now on; English at first.
    void speak(Tongue tongue);

private:
    [[nodiscard]] QWidget* scrolled(QWidget* page);
    QGridLayout* groupNamed(const QString& name);
    void addButton(std::size_t index);
    void run(std::size_t index);
    void allowClicks(bool yes);
    [[nodiscard]] QString say(const StreetSentence& sentence) const;

    StreetWords m_words;
    Tongue m_tongue = Tongue::English;
    StreetActions m_actions;
    Status m_status;
    std::vector<QPushButton*> m_buttons;
    QPushButton* m_language;
    QTabWidget* m_pages;
    QWidget* m_street; ///< the page of the actions
    FaultBoard* m_board;
    QLabel* m_answer;
    QLabel* m_statusLine;
    QTimer m_refresh;
    bool m_runs = false;
};

} // namespace banshi::journeys

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
/// plain widgets. Threads: GUI; never waits: a button that was clicked can be clicked again when its answer is there,
/// all others meanwhile.
class StreetWindow : public QWidget
{
    Q_OBJECT

public:
    /// Takes what is going on, in short sentences.
    using StatusTold = std::function<void(const std::vector<StreetSentence>&)>;
    /// Finds out what is going on and tells it once, at once or later, and never after itself is gone.
    using Status = std::function<void(const StatusTold&)>;

    /// `status` is asked after each action and once a second, and never again before it has told.
    StreetWindow(StreetActions actions, Status status, const std::vector<SimulatorPlace>& simulators,
                 QWidget* parent = nullptr);

    /// Asks for the status now, unless it has not told yet what it was asked.
    void refresh();
    /// Says everything in this language from now on; English at first.
    void speak(Tongue tongue);

private:
    [[nodiscard]] QWidget* scrolled(QWidget* page);
    QGridLayout* groupNamed(const QString& name);
    void addButton(std::size_t index);
    void run(std::size_t index);
    void showAnswer(std::size_t index, const StreetAnswer& answer);
    void showStatus();
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
    std::vector<StreetSentence> m_seen; ///< what the status told last
    bool m_asks = false;                ///< the status has not told yet
};

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator_faults.h"
#include "street_words.h"

#include <QTimer>
#include <QWidget>
#include <memory>
#include <vector>

class QGroupBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace banshi::journeys
{

/// Every fault of every simulated device as a button (`fault.<device>.<word>`), and one that puts the device right
/// (`fault.<device>.right`). The words are the simulators' own: each is asked for them, again and again until it
/// answers. Threads: GUI; never waits for a simulator.
class FaultBoard : public QWidget
{
    Q_OBJECT

public:
    /// `words` must outlive the board.
    FaultBoard(const std::vector<SimulatorPlace>& simulators, const StreetWords& words, QWidget* parent = nullptr);
    ~FaultBoard() override;

    /// Says everything in this language from now on.
    void speak(Tongue tongue);

Q_SIGNALS:
    /// What came of a click, in the language of the board.
    void answered(const QString& sentence);

private:
    struct Row
    {
        std::unique_ptr<SimulatorFaults> faults;
        QGroupBox* box = nullptr;
        QLabel* absence = nullptr;
        std::vector<QPushButton*> buttons; ///< as the words, and the one that puts the device right behind them
        QString played;                    ///< the word whose answer is awaited; empty for the last button
    };

    void addRow(const SimulatorPlace& simulator);
    void showWords(Row& row);
    QPushButton* addButton(Row& row, const QString& word);
    void click(Row& row, const QString& word);
    void tell(const Row& row, SimulatorFaults::End end, const QString& problem);
    void name(const Row& row) const;

    const StreetWords& m_words;
    Tongue m_tongue = Tongue::English;
    QLabel* m_timesLabel;
    QSpinBox* m_times;
    std::vector<std::unique_ptr<Row>> m_rows;
    QTimer m_again;
};

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator_line.h"

#include <QStringList>
#include <deque>

namespace banshi::journeys
{

/// Where a simulator's remote control is.
struct SimulatorPlace
{
    QString device; ///< the simulator's word for itself (`idcard`), as in drivers/virtual/FAULTS.md
    QString socketPath;
    std::chrono::milliseconds patience = std::chrono::seconds(5); ///< for each answer
};

/// The faults of one simulated device: which it publishes, the orders that play one, and those that put it right again.
/// Threads: as SimulatorLine.
class SimulatorFaults : public QObject
{
    Q_OBJECT

public:
    /// What came of an order.
    enum class End
    {
        Done,
        Refused, ///< the simulator says why, in English
        Unheard, ///< it does not answer
    };

    explicit SimulatorFaults(const SimulatorPlace& place, QObject* parent = nullptr);

    [[nodiscard]] const QString& device() const { return m_device; }
    /// The published words, in the simulator's order; empty before it has answered.
    [[nodiscard]] const QStringList& words() const { return m_words; }

    /// Asks for the words; learned() follows when it answers.
    void learn();
    /// Plays a fault `times` times; ended() follows.
    void play(const QString& word, int times);
    /// Puts everything right that a fault can have done: disarms it, repairs, plugs in, fills up; ended() follows.
    void putRight();

Q_SIGNALS:
    void learned();
    /// `problem` is what a simulator that refuses says.
    void ended(End end, const QString& problem);

private:
    void next();
    void plugAgain();

    QString m_device;
    SimulatorLine m_line;
    QStringList m_words;
    std::deque<QJsonObject> m_repairs;
    bool m_heard = false; ///< one of the repairs was obeyed
};

} // namespace banshi::journeys

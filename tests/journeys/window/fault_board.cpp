// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault_board.h"

#include <QGridLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace banshi::journeys
{

namespace
{

constexpr int kColumns = 3;
constexpr int kMostTimes = 1000;
constexpr std::chrono::seconds kAskAgain(2); // a simulator that has not answered yet

} // namespace

FaultBoard::FaultBoard(const std::vector<SimulatorPlace>& simulators, const StreetWords& words, QWidget* parent)
    : QWidget(parent), m_words(words), m_timesLabel(new QLabel(this)), m_times(new QSpinBox(this))
{
    m_times->setObjectName(QStringLiteral("fault.times"));
    m_times->setRange(1, kMostTimes);
    m_timesLabel->setBuddy(m_times);
    auto* column = new QVBoxLayout(this);
    auto* head = new QHBoxLayout;
    head->addWidget(m_timesLabel);
    head->addWidget(m_times);
    head->addStretch();
    column->addLayout(head);
    for (const SimulatorPlace& simulator : simulators)
        addRow(simulator);
    column->addStretch();
    connect(&m_again, &QTimer::timeout, this, [this] {
        for (const auto& row : m_rows)
            if (row->buttons.empty())
                row->faults->learn();
    });
    m_again.start(kAskAgain);
    speak(m_tongue);
}

FaultBoard::~FaultBoard() = default;

void FaultBoard::addRow(const SimulatorPlace& simulator)
{
    auto owner = std::make_unique<Row>();
    Row& row = *owner;
    row.faults = std::make_unique<SimulatorFaults>(simulator);
    row.box = new QGroupBox(this);
    row.box->setObjectName(QStringLiteral("fault.group.") + simulator.device);
    auto* grid = new QGridLayout(row.box);
    for (int i = 0; i < kColumns; ++i)
        grid->setColumnStretch(i, 1);
    row.absence = new QLabel(row.box);
    grid->addWidget(row.absence, 0, 0, 1, kColumns);
    layout()->addWidget(row.box);
    connect(row.faults.get(), &SimulatorFaults::learned, this, [this, &row] { showWords(row); });
    connect(row.faults.get(), &SimulatorFaults::ended, this,
            [this, &row](SimulatorFaults::End end, const QString& problem) { tell(row, end, problem); });
    row.faults->learn();
    m_rows.push_back(std::move(owner));
}

void FaultBoard::showWords(Row& row)
{
    row.absence->hide();
    for (QPushButton* button : std::exchange(row.buttons, {}))
        delete button;
    for (const QString& word : row.faults->words())
        row.buttons.push_back(addButton(row, word));
    row.buttons.push_back(addButton(row, {}));
    name(row);
}

QPushButton* FaultBoard::addButton(Row& row, const QString& word)
{
    auto* button = new QPushButton(row.box);
    button->setObjectName(
        QStringLiteral("fault.%1.%2").arg(row.faults->device(), word.isEmpty() ? QStringLiteral("right") : word));
    connect(button, &QPushButton::clicked, this, [this, &row, word] { click(row, word); });
    const int place = static_cast<int>(row.buttons.size());
    qobject_cast<QGridLayout*>(row.box->layout())->addWidget(button, place / kColumns, place % kColumns);
    return button;
}

void FaultBoard::click(Row& row, const QString& word)
{
    for (QPushButton* button : row.buttons)
        button->setEnabled(false); // until the simulator has answered
    row.played = word;
    if (word.isEmpty())
        row.faults->putRight();
    else
        row.faults->play(word, m_times->value());
}

void FaultBoard::tell(const Row& row, SimulatorFaults::End end, const QString& problem)
{
    for (QPushButton* button : row.buttons)
        button->setEnabled(true);
    const auto say = [this](const char* key) { return m_words.text(QString::fromLatin1(key), m_tongue); };
    const QString device = m_words.text(QStringLiteral("device.") + row.faults->device(), m_tongue);
    const QString what =
        row.played.isEmpty() ? say("board.right") : m_words.fault(row.faults->device(), row.played, m_tongue);
    QString outcome = say(end == SimulatorFaults::End::Done      ? "board.done"
                          : end == SimulatorFaults::End::Refused ? "board.refused"
                                                                 : "board.unheard");
    if (!problem.isEmpty())
        outcome += QStringLiteral(" (%1)").arg(problem);
    Q_EMIT answered(say("board.answer").arg(device, what, outcome));
}

void FaultBoard::name(const Row& row) const
{
    const QString& device = row.faults->device();
    row.box->setTitle(m_words.text(QStringLiteral("device.") + device, m_tongue));
    row.absence->setText(m_words.text(QStringLiteral("board.absent"), m_tongue));
    for (std::size_t i = 0; i < row.buttons.size(); ++i)
    {
        const auto& words = row.faults->words();
        const bool isFault = i < static_cast<std::size_t>(words.size());
        row.buttons[i]->setText(isFault ? m_words.fault(device, words[static_cast<qsizetype>(i)], m_tongue)
                                        : m_words.text(QStringLiteral("board.right"), m_tongue));
    }
}

void FaultBoard::speak(Tongue tongue)
{
    m_tongue = tongue;
    m_timesLabel->setText(m_words.text(QStringLiteral("board.times"), m_tongue));
    for (const auto& row : m_rows)
        name(*row);
}

} // namespace banshi::journeys

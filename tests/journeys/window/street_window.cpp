// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_window.h"

#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace banshi::journeys
{

namespace
{

constexpr int kColumns = 3;
constexpr std::chrono::seconds kRefresh(1);

QLabel* line(const QString& name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

StreetWindow::StreetWindow(StreetActions actions, std::function<QString()> status, QWidget* parent)
    : QWidget(parent), m_actions(std::move(actions)), m_status(std::move(status)),
      m_answer(line(QStringLiteral("street.answer"), this)), m_statusLine(line(QStringLiteral("street.status"), this))
{
    setWindowTitle(QStringLiteral("Banshi: the street"));
    auto* column = new QVBoxLayout(this);
    for (std::size_t i = 0; i < m_actions.size(); ++i)
        addButton(i);
    column->addStretch();
    column->addWidget(m_answer);
    column->addWidget(m_statusLine);
    connect(&m_refresh, &QTimer::timeout, this, &StreetWindow::refresh);
    m_refresh.start(kRefresh);
    refresh();
}

QGridLayout* StreetWindow::groupNamed(const QString& name)
{
    const QString objectName = QStringLiteral("street.group.") + name;
    if (const auto* known = findChild<QGroupBox*>(objectName))
        return qobject_cast<QGridLayout*>(known->layout());
    auto* box = new QGroupBox(name, this);
    box->setObjectName(objectName);
    auto* grid = new QGridLayout(box);
    for (int i = 0; i < kColumns; ++i)
        grid->setColumnStretch(i, 1);
    layout()->addWidget(box);
    return grid;
}

void StreetWindow::addButton(std::size_t index)
{
    const StreetAction& action = m_actions[index];
    auto* button = new QPushButton(action.label, this);
    button->setObjectName(QStringLiteral("street.") + action.id);
    connect(button, &QPushButton::clicked, this, [this, index] { run(index); });
    QGridLayout* grid = groupNamed(action.group);
    grid->addWidget(button, grid->count() / kColumns, grid->count() % kColumns);
    m_buttons.push_back(button);
}

void StreetWindow::run(std::size_t index)
{
    // An action may turn the event loop while it waits; nothing else starts meanwhile.
    m_runs = true;
    allowClicks(false);
    const StreetAnswer answer = m_actions[index].act();
    m_answer->setText((answer.ok ? QString() : QStringLiteral("Did not work: ")) + answer.sentence);
    allowClicks(true);
    m_runs = false;
    refresh();
}

void StreetWindow::allowClicks(bool yes)
{
    for (QPushButton* button : m_buttons)
        button->setEnabled(yes);
}

void StreetWindow::refresh()
{
    if (!m_runs)
        m_statusLine->setText(m_status());
}

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_window.h"

#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QStringList>
#include <QTabWidget>
#include <QVBoxLayout>
#include <utility>

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

StreetWindow::StreetWindow(StreetActions actions, Status status, const std::vector<SimulatorPlace>& simulators,
                           QWidget* parent)
    : QWidget(parent), m_actions(std::move(actions)), m_status(std::move(status)), m_language(new QPushButton(this)),
      m_pages(new QTabWidget(this)), m_street(new QWidget(this)), m_board(new FaultBoard(simulators, m_words, this)),
      m_answer(line(QStringLiteral("street.answer"), this)), m_statusLine(line(QStringLiteral("street.status"), this))
{
    m_language->setObjectName(QStringLiteral("street.language"));
    m_pages->setObjectName(QStringLiteral("street.pages"));
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_language, 0, Qt::AlignRight);
    auto* street = new QVBoxLayout(m_street);
    for (std::size_t i = 0; i < m_actions.size(); ++i)
        addButton(i);
    street->addStretch();
    m_pages->addTab(scrolled(m_street), QString());
    m_pages->addTab(scrolled(m_board), QString());
    column->addWidget(m_pages, 1);
    column->addWidget(m_answer);
    column->addWidget(m_statusLine);
    connect(m_board, &FaultBoard::answered, m_answer, &QLabel::setText);
    connect(m_language, &QPushButton::clicked, this,
            [this] { speak(m_tongue == Tongue::English ? Tongue::Chinese : Tongue::English); });
    connect(&m_refresh, &QTimer::timeout, this, &StreetWindow::refresh);
    m_refresh.start(kRefresh);
    speak(m_tongue);
}

QWidget* StreetWindow::scrolled(QWidget* page)
{
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(page);
    return area;
}

QGridLayout* StreetWindow::groupNamed(const QString& name)
{
    const QString objectName = QStringLiteral("street.group.") + name;
    if (const auto* known = m_street->findChild<QGroupBox*>(objectName))
        return qobject_cast<QGridLayout*>(known->layout());
    auto* box = new QGroupBox(name, m_street);
    box->setObjectName(objectName);
    auto* grid = new QGridLayout(box);
    for (int i = 0; i < kColumns; ++i)
        grid->setColumnStretch(i, 1);
    m_street->layout()->addWidget(box);
    return grid;
}

void StreetWindow::addButton(std::size_t index)
{
    const StreetAction& action = m_actions[index];
    auto* button = new QPushButton(this);
    button->setObjectName(QStringLiteral("street.") + action.id);
    connect(button, &QPushButton::clicked, this, [this, index] { run(index); });
    QGridLayout* grid = groupNamed(action.group);
    grid->addWidget(button, grid->count() / kColumns, grid->count() % kColumns);
    m_buttons.push_back(button);
}

void StreetWindow::run(std::size_t index)
{
    m_buttons[index]->setEnabled(false);
    m_actions[index].act([self = QPointer(this), index](const StreetAnswer& answer) {
        if (self)
            self->showAnswer(index, answer);
    });
}

void StreetWindow::showAnswer(std::size_t index, const StreetAnswer& answer)
{
    const QString failed = m_words.text(QStringLiteral("street.failed"), m_tongue);
    const QString sentence = say(answer.sentence);
    m_answer->setText(answer.ok ? sentence : failed.arg(say(m_actions[index].label), sentence));
    m_buttons[index]->setEnabled(true);
    refresh();
}

QString StreetWindow::say(const StreetSentence& sentence) const
{
    return StreetSentence{m_words.say(sentence.english, m_tongue), sentence.about}.text();
}

void StreetWindow::speak(Tongue tongue)
{
    m_tongue = tongue;
    const auto text = [this](const char* key) { return m_words.text(QString::fromLatin1(key), m_tongue); };
    setWindowTitle(text("street.title"));
    m_language->setText(text("street.other"));
    m_pages->setTabText(0, text("street.page"));
    m_pages->setTabText(1, text("board.page"));
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setText(say(m_actions[i].label));
    for (const StreetAction& action : m_actions)
        m_street->findChild<QGroupBox*>(QStringLiteral("street.group.") + action.group)
            ->setTitle(m_words.say(action.group, m_tongue));
    m_board->speak(tongue);
    showStatus();
    refresh();
}

void StreetWindow::refresh()
{
    if (std::exchange(m_asks, true))
        return;
    m_status([self = QPointer(this)](const std::vector<StreetSentence>& seen) {
        if (!self)
            return;
        self->m_asks = false;
        self->m_seen = seen;
        self->showStatus();
    });
}

void StreetWindow::showStatus()
{
    QStringList all;
    for (const StreetSentence& sentence : m_seen)
        all << say(sentence);
    m_statusLine->setText(all.join(QStringLiteral(" · ")));
}

} // namespace banshi::journeys

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/rows.h"
#include "banshi/ui/widgets/label.h"
#include "banshi/ui/widgets/paint.h"

#include <QHBoxLayout>

namespace banshi::ui::pages
{

/// One part of a longer job: a sign for how far it is, and its words. Threads: GUI thread.
class StageRow : public QWidget, public widgets::Joinable
{
public:
    explicit StageRow(const widgets::Look& look, QWidget* parent = nullptr);

    void setStage(const Stage& stage);
    void setJoins(widgets::Joins joins) override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    const widgets::Look& m_look;
    StageState m_state = StageState::Waiting;
    QHBoxLayout* m_row;
    QWidget* m_sign;
    widgets::Label* m_words;
    widgets::Joins m_joins;
};

} // namespace banshi::ui::pages

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/look.h"

#include <QVBoxLayout>
#include <QWidget>

namespace banshi::ui::widgets
{

/// A white card with rounded corners around other widgets. Threads: GUI thread.
class Card : public QWidget
{
public:
    explicit Card(const Look& look, QWidget* parent = nullptr);
    /// Where the content goes, from top to bottom.
    [[nodiscard]] QVBoxLayout* content() const { return m_content; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    const Look& m_look;
    QVBoxLayout* m_content;
};

} // namespace banshi::ui::widgets

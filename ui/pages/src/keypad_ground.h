// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/keyboard/keypad.h"

#include <QVBoxLayout>

namespace banshi::ui::pages
{

/// The ground under a keypad, over the whole width of the page. Threads: GUI thread.
class KeypadGround : public QWidget
{
public:
    /// Takes the keypad over.
    KeypadGround(const widgets::Look& look, keyboard::Keypad* keypad, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const widgets::Look& m_look;
    QVBoxLayout* m_column;
};

} // namespace banshi::ui::pages

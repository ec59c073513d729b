// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/button.h"

#include <QWidget>
#include <vector>

namespace banshi::ui::keyboard
{

/// Digits in the order of a telephone, with erase, and X when wanted. Keys are `key.0` to `key.9`, `key.X`,
/// `key.erase`, `key.clear`. Threads: GUI thread.
class Keypad : public QWidget
{
    Q_OBJECT

public:
    /// `hasX`: an X beside the digits (identity numbers); otherwise that key empties the field.
    Keypad(const widgets::Look& look, bool hasX, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void typed(const QString& digit);
    void erased();
    void cleared();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    widgets::Button* addKey(const QString& name, const i18n::Text& label);

    const widgets::Look& m_look;
    std::vector<widgets::Button*> m_keys; // row by row, three a row
};

} // namespace banshi::ui::keyboard

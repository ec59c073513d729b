// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/frame_contents.h"
#include "banshi/ui/widgets/button.h"

#include <array>

namespace banshi::ui::pages
{

/// The foot of the screen: back, other way, main act, extra, finish. The main act takes the room that is left; words
/// that do not fit beside each other break into lines. Threads: GUI thread.
class FootBar : public QWidget
{
    Q_OBJECT

public:
    explicit FootBar(const widgets::Look& look, QWidget* parent = nullptr);

    void setFoot(const Foot& foot);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void keyTouched(const QString& name);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    static constexpr std::size_t kKeys = 5;
    [[nodiscard]] std::array<int, kKeys> widths(int room) const;
    void refresh();

    const widgets::Look& m_look;
    std::array<widgets::Button*, kKeys> m_keys{};
};

} // namespace banshi::ui::pages

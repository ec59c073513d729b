// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/frame_contents.h"
#include "banshi/ui/widgets/button.h"
#include "banshi/ui/widgets/label.h"
#include "logo.h"

namespace banshi::ui::pages
{

/// The head of the screen: logo, site, time, and the keys that stand on every page. With large text the keys move
/// into a second row. Threads: GUI thread.
class Bar : public QWidget
{
    Q_OBJECT

public:
    Bar(const widgets::Look& look, const base::Clock& clock, QWidget* parent = nullptr);

    void setContents(const FrameContents& frame);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void keyTouched(const QString& name);
    void gestureMade();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Plan;
    widgets::Button* addKey(const QString& name, const QString& sign);
    [[nodiscard]] Plan plan(int width) const;
    void refresh();

    const widgets::Look& m_look;
    Logo* m_logo;
    widgets::Label* m_site;
    widgets::Label* m_line;
    std::vector<widgets::Button*> m_keys;
    widgets::Button* m_language;
    widgets::Button* m_readAloud;
};

} // namespace banshi::ui::pages

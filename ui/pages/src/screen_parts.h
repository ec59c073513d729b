// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/keyboard/pinyin.h"
#include "banshi/ui/pages/screen.h"
#include "banshi/ui/widgets/steps_bar.h"
#include "bar.h"
#include "foot_bar.h"
#include "layer_view.h"
#include "page_factory.h"

#include <QPointer>
#include <optional>

namespace banshi::ui::pages
{

/// A dark strip with white words: a technician is at work. Threads: GUI thread.
class MaintenanceStrip : public QWidget, public widgets::Readable
{
public:
    MaintenanceStrip(const widgets::Look& look, QWidget* parent);
    void setText(const i18n::Text& text);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] std::vector<widgets::TextSpot> spots() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] widgets::Paragraph words() const;
    [[nodiscard]] QRect room() const;

    const widgets::Look& m_look;
    i18n::Text m_text;
};

/// The parts of the screen and what they show.
class Screen::Parts : public QObject
{
public:
    Parts(Screen& owner, widgets::Look& ownLook, const base::Clock& clock);

    void showFrame(const FrameContents& contents);
    void showPage(const PageContents& contents);
    void setPressed(bool pressed);
    void place();

    Screen& screen;
    widgets::Look& look;
    std::optional<PageContents> shown;
    QPointer<Page> page;

private:
    [[nodiscard]] keyboard::Pinyin* pinyinEngine();
    void onKey(const QString& name);
    void toggleLanguage();
    void growText();

    std::unique_ptr<keyboard::Pinyin> m_pinyin;
    bool m_hasAskedForPinyin = false;
    Bar* m_bar;
    MaintenanceStrip* m_strip;
    widgets::StepsBar* m_steps;
    FootBar* m_foot;
    LayerView* m_layer = nullptr;
    FrameContents m_frame;
    std::optional<PageContents> m_pending; // same page, held back while a finger is down
    bool m_isPressed = false;
};

} // namespace banshi::ui::pages

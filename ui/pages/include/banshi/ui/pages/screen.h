// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/frame_contents.h"
#include "banshi/ui/pages/page_contents.h"
#include "banshi/ui/pages/tap.h"
#include "banshi/ui/widgets/look.h"

#include <QWidget>
#include <memory>

namespace banshi::ui::pages
{

/// The one top-level window: bar, steps, page, foot, and layers over them. Passive: contents in, taps out.
/// The keys `bar.size` and `bar.language` act at once by themselves and are reported as well (text: step 0 to 3, `zh`
/// or `en`); `bar.help` and `bar.readAloud` are only reported. The hidden gesture for technicians (the logo held for
/// 5 s, then touched three times within 5 s) is the tap `bar.maintenance`.
/// What a resident typed is erased when its page gives way to another. Threads: GUI thread.
class Screen : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString page READ currentPage)

public:
    /// `look` and `clock` must outlive the screen.
    Screen(widgets::Look& look, const base::Clock& clock, QWidget* parent = nullptr);
    ~Screen() override;

    /// Shows a page and its frame. The same kind of page again keeps what was typed into it; equal contents cost
    /// nothing, so that a presenter may call this as often as it likes.
    void present(const PageContents& page, const FrameContents& frame);
    /// Changes only what stands around the page.
    void presentFrame(const FrameContents& frame);
    /// A new picture for the page that shows a camera; ignored by other pages.
    void setCameraFrame(const widgets::FrameView& frame);
    /// Name of the page on the screen (see pageName()); empty before the first.
    [[nodiscard]] QString currentPage() const;

Q_SIGNALS:
    void tapped(const banshi::ui::pages::Tap& tap);
    /// The screen was touched anywhere: someone is still there.
    void touched();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    class Parts;
    std::unique_ptr<Parts> m_parts;
    quint64 m_lastPress = 0; // time stamp of the press that was last announced, milliseconds
};

} // namespace banshi::ui::pages

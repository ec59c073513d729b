// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/task_contents.h"
#include "banshi/ui/widgets/camera_view.h"
#include "page.h"

namespace banshi::ui::pages
{

/// The pictures taken so far, each with its key to throw it away. Threads: GUI thread.
class ThumbnailRow : public QWidget
{
    Q_OBJECT

public:
    explicit ThumbnailRow(const widgets::Look& look, QWidget* parent = nullptr);

    void setThumbnails(const std::vector<Thumbnail>& thumbnails);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    void deleted(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QRect pictureRoom(int index) const;
    [[nodiscard]] int keyHeight() const;

    const widgets::Look& m_look;
    std::vector<Thumbnail> m_thumbnails;
    std::vector<widgets::Button*> m_keys;
};

/// See PhotoContents.
class PhotoPage : public Page
{
    Q_OBJECT

public:
    PhotoPage(const PageTools& tools, QWidget* parent);
    void setContents(const PhotoContents& contents);
    void setCameraFrame(const widgets::FrameView& frame) override { m_view->setFrame(frame); }

private:
    widgets::Label* m_title;
    widgets::Label* m_body;
    widgets::CameraView* m_view;
    widgets::NoticeStrip* m_notice;
    widgets::Button* m_take;
    ThumbnailRow* m_taken;
};

} // namespace banshi::ui::pages

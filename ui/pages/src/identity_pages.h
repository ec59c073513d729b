// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/identity_contents.h"
#include "banshi/ui/widgets/camera_view.h"
#include "banshi/ui/widgets/drawing.h"
#include "page.h"

namespace banshi::ui::pages
{

/// See ConsentContents.
class ConsentPage : public Page
{
    Q_OBJECT

public:
    ConsentPage(const PageTools& tools, QWidget* parent);
    void setContents(const ConsentContents& contents);

private:
    void addRow(const ConsentRow& row);
};

/// See CardContents.
class CardPage : public Page
{
    Q_OBJECT

public:
    CardPage(const PageTools& tools, QWidget* parent);
    void setContents(const CardContents& contents);

private:
    widgets::Label* m_title;
    widgets::Label* m_body;
    widgets::Drawing* m_drawing;
    widgets::NoticeStrip* m_notice;
};

/// See FaceContents.
class FacePage : public Page
{
    Q_OBJECT

public:
    FacePage(const PageTools& tools, QWidget* parent);
    void setContents(const FaceContents& contents);
    void setCameraFrame(const widgets::FrameView& frame) override { m_view->setFrame(frame); }

private:
    widgets::Label* m_title;
    widgets::CameraView* m_view;
    widgets::NoticeStrip* m_notice;
};

} // namespace banshi::ui::pages

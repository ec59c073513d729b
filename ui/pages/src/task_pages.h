// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/task_contents.h"
#include "banshi/ui/widgets/drawing.h"
#include "banshi/ui/widgets/progress_bar.h"
#include "banshi/ui/widgets/qr_view.h"
#include "page.h"

namespace banshi::ui::pages
{

/// See SummaryContents.
class SummaryPage : public Page
{
    Q_OBJECT

public:
    SummaryPage(const PageTools& tools, QWidget* parent);
    void setContents(const SummaryContents& contents);
};

/// See PayContents.
class PayPage : public Page
{
    Q_OBJECT

public:
    PayPage(const PageTools& tools, QWidget* parent);
    void setContents(const PayContents& contents);

private:
    void build(const PayContents& contents);

    PayContents m_contents;
    widgets::QrView* m_qr = nullptr;
    widgets::NoticeStrip* m_notice = nullptr;
};

/// See ProgressContents.
class ProgressPage : public Page
{
    Q_OBJECT

public:
    ProgressPage(const PageTools& tools, QWidget* parent);
    void setContents(const ProgressContents& contents);

private:
    void build(const ProgressContents& contents);

    ProgressContents m_contents;
    widgets::Label* m_title = nullptr;
    widgets::Label* m_body = nullptr;
    widgets::Label* m_figure = nullptr;
    widgets::ProgressBar* m_bar = nullptr;
};

/// The drawing of a picture; none for Picture::None.
[[nodiscard]] std::optional<widgets::Motif> motifOf(Picture picture);

} // namespace banshi::ui::pages

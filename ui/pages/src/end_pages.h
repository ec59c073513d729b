// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/end_contents.h"
#include "page.h"

namespace banshi::ui::pages
{

/// See DoneContents.
class DonePage : public Page
{
    Q_OBJECT

public:
    DonePage(const PageTools& tools, QWidget* parent);
    void setContents(const DoneContents& contents);

private:
    void build(const DoneContents& contents);
    void addPickUpCode(const DoneContents& contents);
    void addRating();

    DoneContents m_contents;
    bool m_isBuilt = false;
    std::vector<widgets::Button*> m_grades; // 5 first
};

/// See MessageContents.
class MessagePage : public Page
{
    Q_OBJECT

public:
    MessagePage(const PageTools& tools, QWidget* parent);
    void setContents(const MessageContents& contents);
};

/// See RecoveryContents.
class RecoveryPage : public Page
{
    Q_OBJECT

public:
    RecoveryPage(const PageTools& tools, QWidget* parent);
    void setContents(const RecoveryContents& contents);
};

/// See OutOfServiceContents.
class OutOfServicePage : public Page
{
    Q_OBJECT

public:
    OutOfServicePage(const PageTools& tools, QWidget* parent);
    void setContents(const OutOfServiceContents& contents);
};

} // namespace banshi::ui::pages

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/front_contents.h"
#include "page.h"
#include "search_view.h"

namespace banshi::ui::pages
{

/// See FrontContents.
class FrontPage : public Page
{
    Q_OBJECT

public:
    FrontPage(const PageTools& tools, QWidget* parent);
    void setContents(const FrontContents& contents);
    void clearEntry() override;

private:
    void build();
    void buildCategories();
    void showSearch();
    void leaveSearch();

    FrontContents m_contents;
    SearchView* m_search = nullptr;
};

/// See ServiceListContents.
class ServiceListPage : public Page
{
    Q_OBJECT

public:
    ServiceListPage(const PageTools& tools, QWidget* parent);
    void setContents(const ServiceListContents& contents);

private:
    ServiceListContents m_contents;
};

} // namespace banshi::ui::pages

// SPDX-License-Identifier: GPL-3.0-or-later
#include "page_factory.h"

#include "code_pages.h"
#include "end_pages.h"
#include "form_page.h"
#include "front_page.h"
#include "identity_pages.h"
#include "maintenance_page.h"
#include "photo_page.h"
#include "task_pages.h"

namespace banshi::ui::pages
{

namespace
{

template <class Contents>
struct PageOf;

// clang-format off
template <> struct PageOf<FrontContents> { using Type = FrontPage; };
template <> struct PageOf<ServiceListContents> { using Type = ServiceListPage; };
template <> struct PageOf<ConsentContents> { using Type = ConsentPage; };
template <> struct PageOf<CardContents> { using Type = CardPage; };
template <> struct PageOf<FaceContents> { using Type = FacePage; };
template <> struct PageOf<OtpContents> { using Type = OtpPage; };
template <> struct PageOf<FormContents> { using Type = FormPage; };
template <> struct PageOf<PhotoContents> { using Type = PhotoPage; };
template <> struct PageOf<SummaryContents> { using Type = SummaryPage; };
template <> struct PageOf<PayContents> { using Type = PayPage; };
template <> struct PageOf<ProgressContents> { using Type = ProgressPage; };
template <> struct PageOf<DoneContents> { using Type = DonePage; };
template <> struct PageOf<MessageContents> { using Type = MessagePage; };
template <> struct PageOf<RecoveryContents> { using Type = RecoveryPage; };
template <> struct PageOf<OutOfServiceContents> { using Type = OutOfServicePage; };
template <> struct PageOf<PinContents> { using Type = PinPage; };
template <> struct PageOf<MaintenanceContents> { using Type = MaintenancePage; };
// clang-format on

template <class Contents>
using PageFor = typename PageOf<Contents>::Type;

} // namespace

Page* makePage(const PageContents& contents, const PageTools& tools, QWidget* parent)
{
    return std::visit(
        [&]<class Contents>(const Contents& own) -> Page* {
            auto* page = new PageFor<Contents>(tools, parent);
            page->setContents(own);
            return page;
        },
        contents);
}

void setPageContents(Page& page, const PageContents& contents)
{
    std::visit([&]<class Contents>(const Contents& own) { static_cast<PageFor<Contents>&>(page).setContents(own); },
               contents);
}

} // namespace banshi::ui::pages

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/page_contents.h"
#include "page.h"

#include <memory>

namespace banshi::ui::pages
{

/// The page for these contents, with the contents in it.
[[nodiscard]] Page* makePage(const PageContents& contents, const PageTools& tools, QWidget* parent);

/// Puts contents of the same kind into a page made by makePage().
void setPageContents(Page& page, const PageContents& contents);

} // namespace banshi::ui::pages

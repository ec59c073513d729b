// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/session.h"
#include "banshi/ui/pages/frame_contents.h"
#include "banshi/ui/pages/page_contents.h"
#include "banshi/ui/pages/tap.h"

#include <optional>

namespace banshi::app::pages
{

/// A page with the foot that belongs to it.
struct Presented
{
    ui::pages::PageContents page;
    ui::pages::Foot foot;
};

/// What a running visit shows, in words. Pure: the same state gives the same page. Threads: any.
[[nodiscard]] Presented present(const session::Flow& flow, const session::Visit& visit, const base::Clock& clock);

/// Names for the steps bar and the index of the running one.
struct Steps
{
    std::vector<ui::i18n::Text> names;
    int running = -1;
};
/// Pure, like present(). Threads: any.
[[nodiscard]] Steps presentSteps(const session::Flow& flow);

/// The layer that asks "are you still there?".
[[nodiscard]] ui::pages::Layer presentIdleQuestion(int secondsLeft);

/// What a tap means for the running visit; nothing for taps that are not the visit's.
[[nodiscard]] std::optional<session::Event> eventFor(const ui::pages::Tap& tap, const session::PageState& state);

} // namespace banshi::app::pages

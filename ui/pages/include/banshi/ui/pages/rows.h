// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/i18n/text.h"
#include "banshi/ui/theme/colours.h"

#include <vector>

namespace banshi::ui::pages
{

/// A service in a list. Tap `service.<id>`; one that cannot be used now stays touchable and says why.
struct ServiceRow
{
    QString id{};
    i18n::Text title{};
    i18n::Text detail{}; ///< time and price, e.g. 约 4 分钟 · 免费
    i18n::Text paused{}; ///< why not now and until when; empty when it works
    bool operator==(const ServiceRow&) const = default;
};

/// A name and its value.
struct Row
{
    i18n::Text label{};
    i18n::Text value{};
    theme::Tone tone = theme::Tone::Plain;
    bool isLarge = false; ///< a number to remember or to quote
    bool operator==(const Row&) const = default;
};

/// How far one part of a longer job is.
enum class StageState
{
    Done,
    Now,
    Waiting,
    Failed,
};

/// One part of a longer job.
struct Stage
{
    i18n::Text text{};
    StageState state = StageState::Waiting;
    bool operator==(const Stage&) const = default;
};

/// A button on the page; its tap and objectName are `<page>.<action>`, e.g. `message.again`.
struct PageKey
{
    QString action{};
    i18n::Text label{};
    bool main = false;
    bool operator==(const PageKey&) const = default;
};

} // namespace banshi::ui::pages

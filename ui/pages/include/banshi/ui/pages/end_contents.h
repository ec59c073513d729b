// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/rows.h"
#include "banshi/ui/pages/task_contents.h"
#include "banshi/ui/widgets/notice.h"

#include <optional>

namespace banshi::ui::pages
{

/// The five official grades, 5 (very satisfied) to 1. Taps `rating.5` to `rating.1`.
struct Rating
{
    int chosen = 0; ///< 0 while none is chosen
    bool operator==(const Rating&) const = default;
};

/// It is done: what to take and where, its number, what is erased and what is kept.
struct DoneContents
{
    theme::Tone tone = theme::Tone::Good;
    i18n::Text title{};
    i18n::Text where{};
    Picture picture = Picture::None;
    std::vector<Row> rows{};
    QString qrText{}; ///< shown large when the slip could not be printed; empty for none
    i18n::Text qrCaption{};
    i18n::Text kept{}; ///< what is erased and what is kept; empty: the page's own words
    std::optional<Rating> rating{};
    std::optional<widgets::Notice> reminder{}; ///< e.g. do not forget your card
    bool operator==(const DoneContents&) const = default;
};

/// Something did not go as wished: what happened, what it means, what to do. Taps `message.<action>`.
struct MessageContents
{
    theme::Tone tone = theme::Tone::Wait;
    i18n::Text happened{};
    i18n::Text meaning{};
    std::vector<Row> rows{}; ///< what it is about
    i18n::Text advice{};
    QString code{}; ///< small, for the hotline
    std::vector<PageKey> keys{};
    bool operator==(const MessageContents&) const = default;
};

/// A message about a dotted error code in the words of the tables.
[[nodiscard]] MessageContents messageFor(const QString& code, std::vector<PageKey> keys = {});

/// One moment: the last visit is being checked.
struct RecoveryContents
{
    std::vector<Stage> stages{};
    bool operator==(const RecoveryContents&) const = default;
};

/// The machine cannot serve now.
struct OutOfServiceContents
{
    i18n::Text title{}; ///< empty: the page's own words
    i18n::Text why{};
    i18n::Text since{};
    i18n::Text until{};
    i18n::Text where{}; ///< the nearest place that works
    QString hotline{};
    bool operator==(const OutOfServiceContents&) const = default;
};

} // namespace banshi::ui::pages

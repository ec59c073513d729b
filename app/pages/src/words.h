// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/text.h"
#include "banshi/app/session/state.h"
#include "banshi/ui/i18n/text.h"
#include "banshi/ui/widgets/notice.h"

namespace banshi::app::pages
{

using ui::i18n::Text;

/// Words written here, in both languages (UTF-8).
[[nodiscard]] inline Text say(const char* zh, const char* en)
{
    return Text::both(QString::fromUtf8(zh), QString::fromUtf8(en));
}

/// Words that come from a definition or the platform.
[[nodiscard]] inline Text say(const session::Words& words)
{
    return Text::both(QString::fromStdString(words.zh), QString::fromStdString(words.en));
}

/// The same in every language: numbers, codes, masked values.
[[nodiscard]] inline Text same(const std::string& text)
{
    return Text::plain(QString::fromStdString(text));
}

/// Words of a service definition.
[[nodiscard]] inline Text say(const services::Text& text)
{
    return Text::both(QString::fromStdString(text.zh), QString::fromStdString(text.en));
}

/// A strip without a button.
[[nodiscard]] inline ui::widgets::Notice notice(ui::theme::Tone tone, Text title, Text body = {})
{
    return {tone, std::move(title), std::move(body), {}, {}, {}};
}

} // namespace banshi::app::pages

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/pages/page_contents.h"

#include <array>

namespace banshi::ui::pages
{

QString pageName(const PageContents& contents)
{
    static constexpr std::array<QStringView, std::variant_size_v<PageContents>> kNames{
        u"front",   u"serviceList", u"consent",      u"card", u"face",       u"otp",
        u"form",    u"photo",       u"summary",      u"pay",  u"progress",   u"done",
        u"message", u"recovery",    u"outOfService", u"pin",  u"maintenance"};
    return kNames.at(contents.index()).toString();
}

MessageContents messageFor(const QString& code, std::vector<PageKey> keys)
{
    using i18n::SentencePart;
    using i18n::Text;
    return {.tone = theme::Tone::Wait,
            .happened = Text::sentence(code, SentencePart::Happened),
            .meaning = Text::sentence(code, SentencePart::Meaning),
            .advice = Text::sentence(code, SentencePart::Advice),
            .code = code,
            .keys = std::move(keys)};
}

} // namespace banshi::ui::pages

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/i18n/text.h"

namespace banshi::ui::i18n
{

Text Text::both(QString zh, QString en)
{
    Text text;
    text.m_first = std::move(zh);
    text.m_second = std::move(en);
    return text;
}

Text Text::plain(QString words)
{
    Text text;
    text.m_first = words;
    text.m_second = std::move(words);
    return text;
}

Text Text::key(QString key)
{
    return Text::key(std::move(key), {});
}

Text Text::key(QString key, std::vector<Arg> args)
{
    Text text;
    text.m_kind = Kind::Key;
    text.m_first = std::move(key);
    if (!args.empty())
        text.m_args = std::make_shared<const std::vector<Arg>>(std::move(args));
    return text;
}

Text Text::sentence(QString code, SentencePart part)
{
    Text text;
    text.m_kind = Kind::Sentence;
    text.m_first = std::move(code);
    text.m_part = part;
    return text;
}

bool Text::operator==(const Text& other) const
{
    const bool isSame =
        m_kind == other.m_kind && m_part == other.m_part && m_first == other.m_first && m_second == other.m_second;
    if (!isSame || m_args == other.m_args)
        return isSame;
    return m_args && other.m_args && *m_args == *other.m_args;
}

} // namespace banshi::ui::i18n

// SPDX-License-Identifier: Apache-2.0
#include "toml_text.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace banshi::base
{

namespace
{

bool isAsserted(const std::string& text)
{
    try
    {
        (void)toml::parse(text);
    }
    catch (const toml::parse_error&)
    {
        return false;
    }
    catch (const TomlAssertion&)
    {
        return true;
    }
    return false;
}

// An assertion does not say where it stood: the shortest beginning that ends in it does.
int lineOfAssertion(const std::string& text)
{
    int line = 1;
    for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', end + 1), ++line)
        if (isAsserted(text.substr(0, end + 1)))
            return line;
    return line;
}

/// Walks over what TOML lets hold any character: comments and the four kinds of strings.
class PlainText
{
public:
    explicit PlainText(std::string_view text) : m_text(text) {}

    /// The position of the next character outside of them, or `npos`.
    std::size_t next()
    {
        while (m_at < m_text.size())
        {
            const char here = m_text[m_at];
            if (here == '#')
                m_at = std::min(m_text.find('\n', m_at), m_text.size());
            else if (here == '"' || here == '\'')
                skipString(here);
            else
                return m_at++;
        }
        return std::string_view::npos;
    }

private:
    [[nodiscard]] std::size_t quotesHere(char quote) const
    {
        return std::min(m_text.find_first_not_of(quote, m_at), m_text.size()) - m_at;
    }
    void skipString(char quote)
    {
        constexpr std::size_t kMultiLine = 3;
        const std::size_t opening = quotesHere(quote);
        const std::size_t ending = opening >= kMultiLine ? kMultiLine : 1;
        m_at += opening == 2 ? 2 : ending;
        if (opening == 2)
            return; // an empty one
        for (; m_at < m_text.size(); ++m_at)
        {
            if (m_text[m_at] == '\\' && quote == '"')
                ++m_at;
            else if (m_text[m_at] == '\n' && ending == 1)
                return; // one that is not closed: the parser says so
            else if (m_text[m_at] == quote && quotesHere(quote) >= ending)
            {
                // A long string may end with two quotes of its own.
                m_at += ending == 1 ? 1 : std::min(quotesHere(quote), kMultiLine + 2);
                return;
            }
        }
        m_at = m_text.size();
    }

    const std::string_view m_text;
    std::size_t m_at = 0;
};

// Outside of texts and comments TOML v1.0 is ASCII. toml++ 3.3 has no defined answer to some other characters there
// (its table of white space ends in "unreachable").
std::optional<int> lineOfForeignCharacter(const std::string& text)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    const std::size_t begin = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    PlainText plain(std::string_view(text).substr(begin));
    for (std::size_t at = plain.next(); at != std::string_view::npos; at = plain.next())
        if (static_cast<unsigned char>(text[begin + at]) >= 0x80)
            return 1 + static_cast<int>(
                           std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin + at), '\n'));
    return std::nullopt;
}

} // namespace

tl::expected<toml::table, TomlFault> parseToml(const std::string& text, const std::string& name)
{
    if (const auto line = lineOfForeignCharacter(text))
        return tl::unexpected(TomlFault{*line, "only texts and comments may hold characters that are not ASCII"});
    try
    {
        return toml::parse(text, name);
    }
    catch (const toml::parse_error& error)
    {
        return tl::unexpected(TomlFault{static_cast<int>(error.source().begin.line), std::string(error.description())});
    }
    catch (const TomlAssertion&)
    {
        return tl::unexpected(TomlFault{lineOfAssertion(text), "this line is not TOML"});
    }
}

} // namespace banshi::base

// SPDX-License-Identifier: GPL-3.0-or-later
#include "quick_parse.h"

#include "text_tests.h"

#include <charconv>
#include <cstdint>
#include <cstring>

namespace banshi::queue::contract
{

namespace
{

using nlohmann::json;

/// Printable ASCII without the backslash, eight bytes at a time.
bool isPlain(std::string_view text)
{
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    constexpr std::uint64_t kHighBits = 0x80 * kOnes;
    constexpr std::uint64_t kSpaces = 0x20 * kOnes;
    if (text.find('\\') != std::string_view::npos)
        return false;
    std::size_t at = 0;
    for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word)
    {
        std::memcpy(&word, text.data() + at, sizeof word);
        // A byte below 0x20 borrows from its high bit; one above 0x7F has it.
        if ((((word - kSpaces) | word) & kHighBits) != 0)
            return false;
    }
    for (; at < text.size(); ++at)
        if (static_cast<unsigned char>(text[at]) < 0x20 || static_cast<unsigned char>(text[at]) > 0x7F)
            return false;
    return true;
}

/// Threads: one.
class QuickParser
{
public:
    explicit QuickParser(std::string_view text) : m_text(text) {}

    bool document(json& into)
    {
        if (!value(into))
            return false;
        skipSpace();
        return m_at == m_text.size();
    }

private:
    void skipSpace()
    {
        while (m_at < m_text.size() &&
               (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\r' || m_text[m_at] == '\t'))
            ++m_at;
    }

    /// Behind spaces; takes the character when it is the one.
    bool takes(char wanted)
    {
        skipSpace();
        const bool isThere = m_at < m_text.size() && m_text[m_at] == wanted;
        m_at += isThere ? 1 : 0;
        return isThere;
    }

    bool value(json& into)
    {
        if (takes('{'))
            return object(into);
        if (takes('['))
            return list(into);
        if (takes('"'))
        {
            std::string_view content;
            if (!text(content))
                return false;
            into = std::string(content);
            return true;
        }
        return word("true", true, into) || word("false", false, into) || word("null", nullptr, into) || number(into);
    }

    bool word(std::string_view wanted, const json& meaning, json& into)
    {
        if (!m_text.substr(m_at).starts_with(wanted))
            return false;
        m_at += wanted.size();
        into = meaning;
        return true;
    }

    /// Behind its opening quotation mark.
    bool text(std::string_view& content)
    {
        const std::size_t end = m_text.find('"', m_at);
        if (end == std::string_view::npos)
            return false;
        content = m_text.substr(m_at, end - m_at);
        m_at = end + 1;
        return isPlain(content);
    }

    bool number(json& into)
    {
        constexpr std::size_t kMostDigits = 18;
        const bool isNegative = m_text.substr(m_at).starts_with('-');
        const std::size_t first = m_at + (isNegative ? 1 : 0);
        std::size_t end = first;
        while (end < m_text.size() && isDigit(m_text[end]))
            ++end;
        const bool hasZeroAhead = end > first && m_text[first] == '0' && (isNegative || end - first > 1);
        const bool goesOn = end < m_text.size() && std::strchr(".eE", m_text[end]) != nullptr;
        if (end == first || end - first > kMostDigits || hasZeroAhead || goesOn)
            return false;
        std::int64_t whole = 0;
        std::from_chars(m_text.data() + m_at, m_text.data() + end, whole);
        m_at = end;
        into = isNegative ? json(whole) : json(static_cast<std::uint64_t>(whole)); // as nlohmann keeps them
        return true;
    }

    bool list(json& into)
    {
        into = json::array();
        if (takes(']'))
            return true;
        auto& items = into.get_ref<json::array_t&>();
        do
            if (!value(items.emplace_back()))
                return false;
        while (takes(','));
        return takes(']');
    }

    bool object(json& into)
    {
        into = json::object();
        if (takes('}'))
            return true;
        auto& members = into.get_ref<json::object_t&>();
        do
        {
            std::string_view name;
            if (!takes('"') || !text(name) || !takes(':'))
                return false;
            const auto [member, isNew] = members.try_emplace(std::string(name));
            if (!isNew || !value(member->second))
                return false;
        } while (takes(','));
        return takes('}');
    }

    const std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

std::optional<json> quickParse(std::string_view text)
{
    json document;
    return QuickParser(text).document(document) ? std::optional(std::move(document)) : std::nullopt;
}

} // namespace banshi::queue::contract

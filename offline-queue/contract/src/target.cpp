// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/target.h"

#include "banshi/queue/contract/formats.h"
#include "text_tests.h"

namespace banshi::queue::contract
{

namespace
{

constexpr std::string_view kHex = "0123456789ABCDEF";

std::optional<std::string> unescaped(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i)
    {
        if (text[i] != '%')
        {
            result.push_back(text[i] == '+' ? ' ' : text[i]);
            continue;
        }
        const auto digit = [&](std::size_t at) {
            const char c = at < text.size() ? text[at] : ' ';
            return kHex.find(isLower(c) ? static_cast<char>(c - 'a' + 'A') : c);
        };
        const std::size_t high = digit(i + 1);
        const std::size_t low = digit(i + 2);
        if (high == std::string_view::npos || low == std::string_view::npos)
            return std::nullopt;
        result.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    return result;
}

std::string escaped(std::string_view text)
{
    std::string result;
    for (const char c : text)
    {
        const auto byte = static_cast<unsigned char>(c);
        if (isDigit(c) || isUpper(c) || isLower(c) || std::string_view("-._~").find(c) != std::string_view::npos)
            result.push_back(c);
        else
            result += {'%', kHex[byte >> 4U], kHex[byte & 0xFU]};
    }
    return result;
}

/// Cuts the text up to `separator` off the front of `rest`.
std::string_view cut(std::string_view& rest, char separator)
{
    const std::size_t end = rest.find(separator);
    const std::string_view part = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    return part;
}

bool isPlaceholder(std::string_view part)
{
    return part.size() > 2 && part.front() == '{' && part.back() == '}';
}

std::string placeholderName(std::string_view part)
{
    return std::string(part.substr(1, part.size() - 2));
}

} // namespace

std::optional<Target> parseTarget(std::string_view target)
{
    constexpr std::size_t kLongest = 2048;
    if (target.size() > kLongest || !target.starts_with('/'))
        return std::nullopt;
    std::string_view query = target;
    Target result{std::string(cut(query, '?')), {}};
    while (!query.empty())
    {
        std::string_view pair = cut(query, '&');
        const auto name = unescaped(cut(pair, '='));
        const auto value = unescaped(pair);
        if (!name || !value || !result.query.emplace(*name, *value).second)
            return std::nullopt;
    }
    return result;
}

std::optional<std::map<std::string, std::string>> matchPath(std::string_view pathTemplate, std::string_view path)
{
    std::map<std::string, std::string> values;
    if (path.ends_with('/'))
        return std::nullopt;
    while (!pathTemplate.empty() && !path.empty())
    {
        const std::string_view expected = cut(pathTemplate, '/');
        const std::string_view given = cut(path, '/');
        if (!isPlaceholder(expected))
        {
            if (expected != given)
                return std::nullopt;
        }
        else if (!isHandle(given))
            return std::nullopt;
        else
            values.emplace(placeholderName(expected), given);
    }
    return pathTemplate.empty() && path.empty() ? std::optional(values) : std::nullopt;
}

std::optional<std::string> buildTarget(std::string_view pathTemplate, const std::map<std::string, std::string>& values)
{
    auto rest = values;
    std::string target;
    pathTemplate.remove_prefix(1);
    while (!pathTemplate.empty())
    {
        const std::string_view part = cut(pathTemplate, '/');
        target += '/';
        if (!isPlaceholder(part))
        {
            target += part;
            continue;
        }
        const auto value = rest.extract(placeholderName(part));
        if (value.empty() || !isHandle(value.mapped()))
            return std::nullopt;
        target += value.mapped();
    }
    char separator = '?';
    for (const auto& [name, value] : rest)
    {
        target += separator + escaped(name) + "=" + escaped(value);
        separator = '&';
    }
    return target;
}

} // namespace banshi::queue::contract

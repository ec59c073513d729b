// SPDX-License-Identifier: GPL-3.0-or-later
// Binary forms: PostgreSQL 15 source, src/backend/utils/adt/arrayfuncs.c, array_send().
#include "values.h"

namespace banshi::queue::district
{

namespace
{

// pg_type.dat
constexpr std::uint32_t kBool = 16;
constexpr std::uint32_t kBytea = 17;
constexpr std::uint32_t kBigint = 20;
constexpr std::uint32_t kText = 25;

template <class Number>
void append(std::string& into, Number value)
{
    for (int shift = static_cast<int>(sizeof value) * 8 - 8; shift >= 0; shift -= 8)
        into.push_back(static_cast<char>((value >> shift) & 0xFF));
}

std::string_view view(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// One dimension, counted from 1, without NULLs. `append` writes an element's bytes.
template <class List, class Append>
std::string array(const List& values, std::uint32_t type, Append write)
{
    std::string into;
    append(into, std::uint32_t{values.empty() ? 0U : 1U});
    append(into, std::uint32_t{0});
    append(into, type);
    if (!values.empty())
    {
        append(into, static_cast<std::uint32_t>(values.size()));
        append(into, std::uint32_t{1});
    }
    for (const auto& value : values)
        write(into, value);
    return into;
}

void appendSized(std::string& into, std::string_view bytes)
{
    append(into, static_cast<std::uint32_t>(bytes.size()));
    into += bytes;
}

} // namespace

Values& Values::text(std::string_view value)
{
    m_all.emplace_back(value);
    return *this;
}

Values& Values::number(std::int64_t value)
{
    append(m_all.emplace_back(), static_cast<std::uint64_t>(value));
    return *this;
}

Values& Values::bytes(std::span<const std::uint8_t> value)
{
    m_all.emplace_back(view(value));
    return *this;
}

Values& Values::texts(const std::vector<std::string>& values)
{
    m_all.push_back(array(values, kText, appendSized));
    return *this;
}

Values& Values::numbers(const std::vector<std::int64_t>& values)
{
    m_all.push_back(array(values, kBigint, [](std::string& into, std::int64_t value) {
        append(into, static_cast<std::uint32_t>(sizeof value));
        append(into, static_cast<std::uint64_t>(value));
    }));
    return *this;
}

Values& Values::bytesOf(const std::vector<std::span<const std::uint8_t>>& values)
{
    m_all.push_back(array(values, kBytea, [](std::string& into, std::span<const std::uint8_t> value) {
        appendSized(into, view(value));
    }));
    return *this;
}

Values& Values::flags(const std::vector<bool>& values)
{
    m_all.push_back(array(values, kBool, [](std::string& into, bool value) {
        append(into, std::uint32_t{1});
        into.push_back(value ? '\1' : '\0');
    }));
    return *this;
}

} // namespace banshi::queue::district

// SPDX-License-Identifier: GPL-3.0-or-later
#include "program_version.h"

#include <charconv>

namespace banshi::app::services
{

std::optional<ProgramVersion> parseVersion(std::string_view text)
{
    constexpr int kMost = 9999;
    ProgramVersion version{};
    const char* at = text.data();
    const char* const end = at + text.size();
    for (std::size_t i = 0; i < version.size(); ++i)
    {
        if (i > 0 && (at == end || *at++ != '.'))
            return std::nullopt;
        const auto read = std::from_chars(at, end, version[i]);
        if (read.ec != std::errc() || version[i] < 0 || version[i] > kMost)
            return std::nullopt;
        at = read.ptr;
    }
    return at == end ? std::optional(version) : std::nullopt;
}

} // namespace banshi::app::services

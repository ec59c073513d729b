// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace banshi::face::eval
{

/// One line of a list: live pictures, the chip's picture, whether they show the same person, and groups for reports
/// with commas between them (age band, sex, skin, glasses …; empty: none). Threads: plain value.
struct Pair
{
    std::vector<std::filesystem::path> live;
    std::filesystem::path chip;
    bool same = false;
    std::string group;
};

/// Parses a list: columns by tabs, or by spaces where there is no tab: live pictures with commas between them, chip
/// picture, 0 or 1, optional group; `#` begins a remark. Paths are relative to `folder`. *Errors:* a sentence with the
/// line's number.
[[nodiscard]] base::Result<std::vector<Pair>, std::string> parsePairs(const std::string& text,
                                                                      const std::filesystem::path& folder);
/// The same from a file. *Errors:* as parsePairs(), or that it cannot be read.
[[nodiscard]] base::Result<std::vector<Pair>, std::string> readPairs(const std::filesystem::path& file);

} // namespace banshi::face::eval

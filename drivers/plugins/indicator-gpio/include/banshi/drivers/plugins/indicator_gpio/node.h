// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

/// Files of sysfs: each holds one number as text. Threads: any.
namespace banshi::drivers::plugins::indicator_gpio
{

/// A whole number in decimal, with white space behind it at most.
[[nodiscard]] std::optional<std::int64_t> parseNumber(const std::string& text);
/// The number in a file; nothing when there is no such file, or no number in it.
[[nodiscard]] std::optional<std::int64_t> readNode(const std::string& path);
/// True while there is a file that may be written.
[[nodiscard]] bool isNodeThere(const std::string& path);
/// Writes a number into a file that exists; false when that fails.
[[nodiscard]] bool writeNode(const std::string& path, std::int64_t value);

} // namespace banshi::drivers::plugins::indicator_gpio

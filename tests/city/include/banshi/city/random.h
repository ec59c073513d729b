// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace banshi::city
{

/// `prefix-` and 100 random bits in Crockford's base 32, lower case: an opaque name of the contract (format `handle`).
[[nodiscard]] std::string newHandle(const std::string& prefix);
/// Random decimal digits, leading zeros included.
[[nodiscard]] std::string randomDigits(std::size_t count);
/// Random characters that people do not mix up (no I, O, 0, 1), upper case.
[[nodiscard]] std::string randomCode(std::size_t count);

} // namespace banshi::city

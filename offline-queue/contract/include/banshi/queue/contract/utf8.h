// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace banshi::queue::contract
{

/// The code points of a UTF-8 text; nothing when it is not valid UTF-8 (RFC 3629: no overlong forms, no
/// surrogates). Threads: any.
[[nodiscard]] std::optional<std::u32string> decodeUtf8(std::string_view text);
/// Whether decodeUtf8() would read it. Threads: any.
[[nodiscard]] bool isUtf8(std::string_view text);
/// The UTF-8 form of code points. Threads: any.
[[nodiscard]] std::string encodeUtf8(std::u32string_view points);
/// True for Han characters of GB 18030-2022: all ideograph blocks, compatibility ideographs, 〇, and the
/// private-use areas in which ID chips hold rare characters. Threads: any.
[[nodiscard]] bool isHan(char32_t point);

} // namespace banshi::queue::contract

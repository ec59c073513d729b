// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/http.h"

#include <optional>
#include <string>

namespace banshi::city
{

/// A failure of the contract as JSON (RFC 9457). `code` is one of the contract's; class, status and the sentences for
/// people follow from it. `detail` is for developers and never holds personal data.
[[nodiscard]] nlohmann::json problemBody(const std::string& code, const std::string& detail = {},
                                         std::optional<int> retryAfterSeconds = std::nullopt);

/// The same as an answer, with Retry-After where it is given. Answers of class `retry` are not kept for repeats.
[[nodiscard]] Response problem(const std::string& code, const std::string& detail = {},
                               std::optional<int> retryAfterSeconds = std::nullopt);

} // namespace banshi::city

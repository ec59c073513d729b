// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/enrol/enrol_error.h"

#include <string_view>

namespace banshi::queue::enrol
{

/// The most that an answer may hold, in bytes and in certificates: no chain is as long.
inline constexpr std::size_t kMostAnswer = std::size_t{64} * 1024;
inline constexpr int kMostCertificates = 16;

/// The certificates (PEM, one text each, in their order) of an EST answer: a certs-only PKCS 7 in base64 (RFC 7030,
/// 4.1.3 and 4.2.3). Errors: WrongAnswer.
[[nodiscard]] EnrolResult<std::vector<std::string>> certificatesIn(std::string_view body);

} // namespace banshi::queue::enrol

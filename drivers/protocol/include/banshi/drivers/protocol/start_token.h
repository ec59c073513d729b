// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace banshi::drivers::protocol
{

/// The header of a WebSocket handshake that carries a token, and the variable and the file by which a host gets its
/// own.
inline constexpr const char* kTokenHeader = "Authorization";
inline constexpr const char* kTokenVariable = "BANSHI_HOST_TOKEN";
inline constexpr const char* kTokenCredential = "host.token";

/// A secret for one start of the machine: 64 hexadecimal digits of the system's random numbers. Threads: any.
[[nodiscard]] std::string makeStartToken();
/// The token of one host, made of the start's (HMAC-SHA256 of the service's name): whoever holds it, a driver included,
/// learns nothing of the others'. Empty when `startToken` is. Threads: any.
[[nodiscard]] std::string hostToken(const std::string& startToken, const std::string& service);
/// The value of the header for a token (RFC 6750). Threads: any.
[[nodiscard]] std::string bearer(const std::string& token);
/// Whether a header's value carries the token; takes as long whatever differs. Threads: any.
[[nodiscard]] bool isBearer(std::string_view value, const std::string& token);

} // namespace banshi::drivers::protocol

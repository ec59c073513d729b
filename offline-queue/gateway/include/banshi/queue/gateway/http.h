// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/secret_bytes.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace banshi::queue::gateway
{

/// A request as it came over the wire; the body is cleared when released.
struct HttpRequest
{
    std::string method;
    std::string target;
    std::map<std::string, std::string> headers; ///< names in lower case
    base::SecretBytes body;
    std::string device{};   ///< whom the caller's certificate names; empty without one, and on a machine's own socket
    bool isExpired = false; ///< that certificate is over, and not for long
    [[nodiscard]] std::string header(const std::string& name) const
    {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
};

/// An answer; the body is cleared when released.
struct HttpReply
{
    int status = 200;
    std::string contentType = "application/json";
    base::SecretBytes body;
};

/// Who answers. Both are called in a connection's own thread; several may run at once.
struct Service
{
    std::function<HttpReply(const HttpRequest&)> handle;
    std::function<HttpReply(std::string_view code)> refuse; ///< the problem of that code, for what is no request
};

} // namespace banshi::queue::gateway

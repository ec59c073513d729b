// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/gateway/http.h"

#include <algorithm>
#include <boost/beast/http.hpp>
#include <cctype>

namespace banshi::queue::gateway
{

/// Takes a request out of Beast's; what Beast held of the body is overwritten. Threads: any.
inline HttpRequest fromWire(boost::beast::http::request<boost::beast::http::string_body>& wire)
{
    HttpRequest request;
    request.method = std::string(wire.method_string());
    request.target = std::string(wire.target());
    for (const auto& field : wire)
    {
        std::string name(field.name_string());
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        request.headers[name] = std::string(field.value());
    }
    request.body = base::SecretBytes(std::string_view(wire.body()));
    base::wipe(wire.body().data(), wire.body().size());
    return request;
}

/// An answer as Beast writes it; whoever has written it overwrites its body. Threads: any.
inline boost::beast::http::response<boost::beast::http::string_body> toWire(const HttpReply& reply, unsigned version,
                                                                            bool keepAlive)
{
    namespace http = boost::beast::http;
    http::response<http::string_body> wire(static_cast<http::status>(reply.status), version);
    wire.set(http::field::content_type, reply.contentType);
    wire.body() = std::string(reply.body.text());
    wire.keep_alive(keepAlive);
    wire.prepare_payload();
    return wire;
}

} // namespace banshi::queue::gateway

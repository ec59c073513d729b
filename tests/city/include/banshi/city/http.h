// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace banshi::city
{

/// Header names are in lower case.
using Headers = std::map<std::string, std::string>;

/// One request as the domains see it. Threads: plain value.
struct Request
{
    std::string method;
    std::string path;                         ///< decoded, without the query
    std::map<std::string, std::string> query; ///< decoded
    Headers headers;
    std::string body;
    std::string device;  ///< common name of the client certificate; empty without one
    bool isOver = false; ///< that certificate has ended, not long ago

    /// The header's value, empty when absent. `name` in lower case.
    [[nodiscard]] std::string header(const std::string& name) const;
};

/// One answer. Threads: plain value.
struct Response
{
    int status = 200;
    std::string type = "application/json";
    std::string body;
    Headers headers = {};
    bool keep = true; ///< false when a repeat of the same key has to be worked on anew
};

/// A JSON answer.
[[nodiscard]] Response answer(int status, const nlohmann::json& body);

/// What a handler gets: the request, its body as JSON (an object, null when there is none) and the path's parameters.
struct Call
{
    const Request& request;
    nlohmann::json body;
    std::map<std::string, std::string> params;
};
using Handler = std::function<Response(const Call&)>;
/// By operationId of the contract.
using Handlers = std::map<std::string, Handler>;

/// The member as text, empty when it is absent or something else.
[[nodiscard]] std::string textOf(const nlohmann::json& object, const std::string& name);

} // namespace banshi::city

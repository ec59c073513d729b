// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

/// An answer over a Unix socket; status 0 when there was none.
struct UnixAnswer
{
    int status = 0;
    std::string media;
    std::string body;
    [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(body, nullptr, false); }
    [[nodiscard]] std::string code() const;
};

/// Sends bytes as they are and reads to the end.
[[nodiscard]] std::string unixRaw(const std::filesystem::path& socket, const std::string& bytes);

/// One request on a connection of its own.
[[nodiscard]] UnixAnswer unixCall(const std::filesystem::path& socket, const std::string& method,
                                  const std::string& target, const std::string& body = {},
                                  const std::map<std::string, std::string>& headers = {});

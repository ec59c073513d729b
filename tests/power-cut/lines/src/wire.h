// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace banshi::testing::lines
{

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using TlsStream = asio::ssl::stream<tcp::socket>;
using Wire = http::request<http::string_body>;

/// TLS 1.3 with the certificate `<shown>/city.pem`; callers need one of `authority`.
[[nodiscard]] std::unique_ptr<asio::ssl::context> serverContext(const std::filesystem::path& shown,
                                                                const std::filesystem::path& authority);
/// A JSON answer as it stands on the wire.
[[nodiscard]] std::string whole(int status, const nlohmann::json& body);
/// A problem as it stands on the wire, with Retry-After when that is not 0.
[[nodiscard]] std::string problem(int status, const char* code, const char* kind, int retryAfterSeconds = 0);
/// The log-in page of somebody's network.
[[nodiscard]] std::string page();
/// Ends the connection with a reset.
void reset(TlsStream& stream);

} // namespace banshi::testing::lines

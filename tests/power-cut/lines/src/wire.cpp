// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire.h"

namespace banshi::testing::lines
{

namespace
{

std::string written(int status, const std::string& media, const std::string& more, const std::string& body)
{
    return "HTTP/1.1 " + std::to_string(status) + " -\r\nContent-Type: " + media + "\r\n" + more +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

} // namespace

std::unique_ptr<asio::ssl::context> serverContext(const std::filesystem::path& shown,
                                                  const std::filesystem::path& authority)
{
    auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_3_VERSION);
    context->use_certificate_chain_file((shown / "city.pem").string());
    context->use_private_key_file((shown / "city.key").string(), asio::ssl::context::pem);
    context->load_verify_file(authority.string());
    context->set_verify_mode(asio::ssl::verify_peer | asio::ssl::verify_fail_if_no_peer_cert);
    SSL_CTX_set_session_id_context(context->native_handle(), reinterpret_cast<const unsigned char*>("liar"), 4);
    return context;
}

std::string whole(int status, const nlohmann::json& body)
{
    return written(status, "application/json", {}, body.dump());
}

std::string problem(int status, const char* code, const char* kind, int retryAfterSeconds)
{
    nlohmann::json body = {
        {"type", "about:blank"}, {"title", "no"}, {"status", status}, {"code", code}, {"class", kind}};
    std::string more;
    if (retryAfterSeconds > 0)
    {
        body["retry_after_s"] = retryAfterSeconds;
        more = "Retry-After: " + std::to_string(retryAfterSeconds) + "\r\n";
    }
    return written(status, "application/problem+json", more, body.dump());
}

std::string page()
{
    return written(200, "text/html", {}, "<html><body>Please log in.</body></html>");
}

void reset(TlsStream& stream)
{
    boost::system::error_code ignored;
    stream.lowest_layer().set_option(asio::socket_base::linger(true, 0), ignored);
    stream.lowest_layer().close(ignored);
}

} // namespace banshi::testing::lines

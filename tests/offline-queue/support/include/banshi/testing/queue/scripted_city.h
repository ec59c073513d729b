// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace banshi::testing::queue
{

/// A request as the scripted platform saw it.
struct CityAsk
{
    std::string method;
    std::string target;
    std::map<std::string, std::string> headers; ///< names in lower case
    std::string body;
    std::string peer; ///< common name of the client's certificate
};

/// What it answers.
struct CityReply
{
    int status = 200;
    std::string body;
    std::string contentType = "application/json";
    std::map<std::string, std::string> headers;
    bool isDropped = false; ///< the connection is closed in place of an answer
};

/// The other end of the gateway's line with a script in place of a platform: TLS 1.3 on 127.0.0.1 with a client
/// certificate required. Threads: the script runs in connection threads, one call at a time; methods from any thread.
class ScriptedCity
{
public:
    using Script = std::function<CityReply(const CityAsk&)>;

    /// `tls` is a folder of packaging/tls/make-test-tls.sh.
    ScriptedCity(const std::filesystem::path& tls, Script script);
    ~ScriptedCity();
    ScriptedCity(const ScriptedCity&) = delete;
    ScriptedCity& operator=(const ScriptedCity&) = delete;

    [[nodiscard]] std::string url() const; ///< `https://127.0.0.1:<port>`
    void setScript(Script script);
    /// Down: connections and listener are closed; up: the same port again.
    void setNetwork(bool isUp);

    /// What was asked so far at that path (a prefix).
    [[nodiscard]] std::vector<CityAsk> asks(const std::string& path) const;
    /// Connections whose handshake went well.
    [[nodiscard]] int handshakes() const;
    /// Those of them that took up an earlier TLS session.
    [[nodiscard]] int resumptions() const;

private:
    class Inside;
    std::unique_ptr<Inside> m_inside;
};

/// A problem+json answer.
[[nodiscard]] CityReply problemReply(int status, const std::string& code, const std::string& kind,
                                     std::map<std::string, std::string> headers = {});

} // namespace banshi::testing::queue

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/result.h"
#include "banshi/base/secret_bytes.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace banshi::queue::sync
{

/// Where the platform is, and who we are. PEM files, read for every call, so that a renewed one counts at once;
/// certificate and key may stand in one file. Without a certificate (before enrolment) nobody in particular.
struct TlsIdentity
{
    std::string url; ///< `https://host:port`, without a path
    std::filesystem::path ca;
    std::filesystem::path certificate;
    std::filesystem::path key;
    std::string pin{}; ///< `sha256//<base64>` of the platform's public key, more of them after `;`; empty for any
};

/// One request; `body` must live until the call returns.
struct HttpsRequest
{
    std::string method = "GET";
    std::string target;                         ///< path and query
    std::map<std::string, std::string> headers; ///< X-Kiosk-Id is added when it is not there
    std::span<const std::uint8_t> body;
    std::chrono::milliseconds deadline{10000};
    bool ignoresDates = false; ///< chain, host and pin are checked, dates are not; on a connection of its own
    bool asNobody = false;     ///< without our certificate; on a connection of its own
    bool evenExpired = false;  ///< with our certificate although it is over: to renew it
};

/// Any answer of the platform; the body is cleared when released.
struct HttpsAnswer
{
    int status = 0;
    std::string contentType;
    std::optional<std::chrono::seconds> retryAfter; ///< of the header, whichever form it has; at most a day
    base::SecretBytes body;
};

/// Why there is no answer.
enum class HttpsCode
{
    Unreachable,           ///< no connection: the platform never saw the request
    Lost,                  ///< the connection broke; the request may have taken effect
    TimedOut,              ///< no answer in time; the request may have taken effect
    TlsRefused,            ///< the platform's certificate or ours was not accepted
    ClockWrong,            ///< by our clock the platform's certificate is not valid yet: a dead battery says 1970
    CertificateExpired,    ///< by our clock the platform's certificate is not valid any more
    TooLarge,              ///< more than kMostBody bytes
    OwnCertificateExpired, ///< our certificate is over; by a trusted clock nothing is sent with it
    NotEnrolled,           ///< there is no certificate of ours yet
};
using HttpsError = base::KitError<HttpsCode>;

/// `queue.sync.…` for a code.
[[nodiscard]] std::string dotted(HttpsCode code);
/// All dotted codes of this folder, `queue.sync.wrongAnswer` included.
[[nodiscard]] std::vector<std::string> syncCodes();

/// HTTPS to the platform: TLS 1.3 only, certificates on both sides, connections kept and reused, sessions resumed. The
/// platform's certificate has to be valid at the injected clock's time.
/// Threads: any; a call blocks its thread until the answer or its deadline.
class HttpsClient
{
public:
    static constexpr std::size_t kMostBody = std::size_t{24} * 1024 * 1024;
    static constexpr std::size_t kMostIdle = 4;

    /// `clock` must outlive the client. Of connections that nobody uses, `mostIdle` are kept.
    HttpsClient(TlsIdentity identity, std::string deviceId, const base::Clock& clock, std::size_t mostIdle = kMostIdle);
    ~HttpsClient();
    HttpsClient(const HttpsClient&) = delete;
    HttpsClient& operator=(const HttpsClient&) = delete;

    /// Any HTTP answer is an answer. Errors: HttpsCode, when there is none.
    [[nodiscard]] base::Result<HttpsAnswer, HttpsError> call(const HttpsRequest& request);
    /// Makes every running and later call end as Unreachable, within a second.
    void stop();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace banshi::queue::sync

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/https_client.h"

namespace banshi::queue::sync
{

std::string dotted(HttpsCode code)
{
    switch (code)
    {
    case HttpsCode::Unreachable:
        return "queue.sync.unreachable";
    case HttpsCode::Lost:
        return "queue.sync.lost";
    case HttpsCode::TimedOut:
        return "queue.sync.timedOut";
    case HttpsCode::TlsRefused:
        return "queue.sync.tlsRefused";
    case HttpsCode::ClockWrong:
        return "queue.sync.clockWrong";
    case HttpsCode::CertificateExpired:
        return "queue.sync.certificateExpired";
    case HttpsCode::TooLarge:
        return "queue.sync.tooLarge";
    case HttpsCode::OwnCertificateExpired:
        return "queue.sync.ownCertificateExpired";
    case HttpsCode::NotEnrolled:
        return "queue.sync.notEnrolled";
    }
    return {};
}

std::vector<std::string> syncCodes()
{
    std::vector<std::string> all{"queue.sync.wrongAnswer", "queue.sync.lostByPlatform"};
    for (const auto code :
         {HttpsCode::Unreachable, HttpsCode::Lost, HttpsCode::TimedOut, HttpsCode::TlsRefused, HttpsCode::ClockWrong,
          HttpsCode::CertificateExpired, HttpsCode::TooLarge, HttpsCode::OwnCertificateExpired, HttpsCode::NotEnrolled})
        all.push_back(dotted(code));
    return all;
}

} // namespace banshi::queue::sync

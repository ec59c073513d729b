// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/enrol/identity_probe.h"

namespace banshi::queue::enrol
{

std::function<std::optional<bool>(const std::filesystem::path&)>
identityProbe(sync::TlsIdentity identity, std::string device, const base::Clock& clock)
{
    return [identity = std::move(identity), device = std::move(device),
            &clock](const std::filesystem::path& file) mutable -> std::optional<bool> {
        constexpr int kUnauthorised = 401;
        constexpr int kForbidden = 403;
        constexpr int kBadGateway = 502; // said by somebody in between
        identity.certificate = identity.key = file;
        sync::HttpsClient client(identity, device, clock);
        sync::HttpsRequest request;
        request.target = "/v1/health";
        request.deadline = std::chrono::seconds(4);
        const auto answer = client.call(request);
        if (answer)
            return answer->status >= kBadGateway
                       ? std::nullopt
                       : std::optional(answer->status != kUnauthorised && answer->status != kForbidden);
        switch (answer.error().code)
        {
        case sync::HttpsCode::Lost: // so a client learns in TLS 1.3 that its certificate is refused
        case sync::HttpsCode::TlsRefused:
        case sync::HttpsCode::OwnCertificateExpired:
        case sync::HttpsCode::NotEnrolled:
            return false;
        case sync::HttpsCode::Unreachable:
        case sync::HttpsCode::TimedOut:
        case sync::HttpsCode::ClockWrong:
        case sync::HttpsCode::CertificateExpired:
        case sync::HttpsCode::TooLarge:
            return std::nullopt;
        }
        return std::nullopt;
    };
}

} // namespace banshi::queue::enrol

// SPDX-License-Identifier: GPL-3.0-or-later
// Step 1 of a platform: TLS, problems, time.
#include "question_groups.h"

namespace banshi::queue::platformtest
{

namespace
{

std::string serves(PlatformUnderTest& platform)
{
    return unlike(platform.call({.operation = "getHealth", .target = "/v1/health"}), 200);
}

std::string wantsAClientCertificate(PlatformUnderTest& platform)
{
    sync::TlsIdentity nobody = platform.target().tls;
    nobody.certificate.clear();
    nobody.key.clear();
    sync::HttpsClient client(nobody, platform.target().device, platform.clock());
    sync::HttpsRequest request;
    request.target = "/v1/health";
    request.deadline = platform.target().patience;
    const auto answer = client.call(request);
    constexpr int kUnauthorised = 401;
    constexpr int kForbidden = 403;
    if (!answer || answer->status == kUnauthorised || answer->status == kForbidden)
        return {};
    return "a caller without a certificate got " + std::to_string(answer->status);
}

std::string takesTheMachineFromItsCertificate(PlatformUnderTest& platform)
{
    return unlike(
        platform.call(
            {.operation = "getHealth", .target = "/v1/health", .headers = {{"X-Kiosk-Id", "ANOTHER-MACHINE"}}}),
        403, "request.forbidden");
}

std::string saysProblemsInTheFormOfTheContract(PlatformUnderTest& platform)
{
    return unlike(platform.call({.operation = "getHealth", .target = "/v1/no-such-call"}), 404,
                  "request.unknownOperation");
}

std::string signsTheTimeWithTheNonce(PlatformUnderTest& platform)
{
    const std::string nonce = platform.freshKey();
    const auto answer = platform.call({.operation = "getTime", .target = "/v1/time?nonce=" + nonce});
    if (auto fault = unlike(answer, 200); !fault.empty())
        return fault;
    const auto text = [&](const char* name) { return answer.body.value(name, ""); };
    if (text("nonce") != nonce)
        return "the nonce does not come back";
    const std::string signedText = "banshi-time-v1\n" + nonce + "\n" + text("utc");
    return platform.signatureKey().verify(text("key_id"), signedText, text("signature"))
               ? std::string()
               : "the signature over banshi-time-v1, nonce and utc is not right";
}

std::string tellsTheTimeWithoutACertificate(PlatformUnderTest& platform)
{
    sync::HttpsClient client(platform.target().tls, platform.target().device, platform.clock());
    sync::HttpsRequest request;
    request.target = "/v1/time?nonce=" + platform.freshKey();
    request.deadline = platform.target().patience;
    request.asNobody = true;
    constexpr int kGood = 200;
    const auto answer = client.call(request);
    if (!answer)
        return "no answer: " + sync::dotted(answer.error().code);
    return answer->status == kGood ? std::string() : "status " + std::to_string(answer->status);
}

} // namespace

std::vector<Question> wireQuestions()
{
    return {{"serves", serves},
            {"wantsAClientCertificate", wantsAClientCertificate},
            {"takesTheMachineFromItsCertificate", takesTheMachineFromItsCertificate},
            {"saysProblemsInTheFormOfTheContract", saysProblemsInTheFormOfTheContract},
            {"signsTheTimeWithTheNonce", signsTheTimeWithTheNonce},
            {"tellsTheTimeWithoutACertificate", tellsTheTimeWithoutACertificate}};
}

} // namespace banshi::queue::platformtest

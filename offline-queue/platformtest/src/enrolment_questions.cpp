// SPDX-License-Identifier: GPL-3.0-or-later
// The end of step 4: enrolment (EST, RFC 7030).
#include "question_groups.h"

#include "banshi/queue/enrol/est_answer.h"
#include "banshi/queue/enrol/machine_key_pair.h"

namespace banshi::queue::platformtest
{

namespace
{

constexpr int kGood = 200;

struct Reply
{
    std::string fault; ///< why there is none
    int status = 0;
    std::vector<std::string> certificates; ///< PEM, of a good one
};

Reply ask(PlatformUnderTest& platform, sync::HttpsRequest request, const std::string& body)
{
    sync::HttpsClient client(platform.target().tls, platform.target().device, platform.clock());
    request.deadline = platform.target().patience;
    if (!body.empty())
    {
        request.method = "POST";
        request.headers["Content-Type"] = "application/pkcs10";
        request.headers["Content-Transfer-Encoding"] = "base64";
        request.body = {reinterpret_cast<const std::uint8_t*>(body.data()), body.size()};
    }
    const auto answer = client.call(request);
    Reply reply;
    if (!answer)
    {
        reply.fault = "no answer: " + sync::dotted(answer.error().code);
        return reply;
    }
    reply.status = answer->status;
    if (answer->status != kGood)
        return reply;
    if (!answer->contentType.starts_with("application/pkcs7-mime"))
        reply.fault = "media type '" + answer->contentType + "'";
    else if (const auto read = enrol::certificatesIn(answer->body.text()))
        reply.certificates = *read;
    else
        reply.fault = "no certs-only PKCS 7 in base64: " + read.error().detail;
    return reply;
}

Reply authorities(PlatformUnderTest& platform)
{
    sync::HttpsRequest request;
    request.target = "/.well-known/est/cacerts";
    request.asNobody = true;
    return ask(platform, std::move(request), {});
}

std::string faultOf(const Reply& reply)
{
    if (!reply.fault.empty() || reply.status == kGood)
        return reply.fault;
    return "status " + std::to_string(reply.status);
}

std::string showsItsAuthorities(PlatformUnderTest& platform)
{
    return faultOf(authorities(platform));
}

std::string refusesAWrongSiteCode(PlatformUnderTest& platform)
{
    const auto key = enrol::MachineKeyPair::make();
    if (!key)
        return "no key could be made";
    sync::HttpsRequest request;
    request.target = "/.well-known/est/simpleenroll";
    request.asNobody = true;
    request.headers["Authorization"] = "Basic bm9ib2R5Om5vbnNlbnNl"; // nobody:nonsense
    const auto reply = ask(platform, std::move(request), key->requestFor(platform.target().device));
    constexpr int kUnauthorised = 401;
    if (!reply.fault.empty() || reply.status == kUnauthorised)
        return reply.fault;
    return "status " + std::to_string(reply.status) + " in place of 401";
}

std::string renewsACertificate(PlatformUnderTest& platform)
{
    const auto key = enrol::MachineKeyPair::make();
    if (!key)
        return "no key could be made";
    const std::string device = platform.target().device;
    const std::string body = key->requestFor(device);
    sync::HttpsRequest request;
    request.target = "/.well-known/est/simplereenroll";
    const auto first = ask(platform, request, body);
    if (auto fault = faultOf(first); !fault.empty())
        return fault;
    if (!key->fits(first.certificates.front(), device))
        return "the first certificate is not for the key and the common name that were asked for";
    const auto again = ask(platform, request, body);
    if (auto fault = faultOf(again); !fault.empty())
        return fault;
    if (again.certificates.front() != first.certificates.front())
        return "the same request gets another certificate";
    const auto roots = authorities(platform);
    if (auto fault = faultOf(roots); !fault.empty())
        return fault;
    if (!enrol::isSignedByOneOf(first.certificates.front(), roots.certificates))
        return "no authority of cacerts has signed it";
    const auto other = ask(platform, request, key->requestFor(device + "-OTHER"));
    return other.status == kGood ? "it gives a certificate for another machine" : std::string();
}

} // namespace

std::vector<Question> enrolmentQuestions()
{
    return {{"showsItsAuthorities", showsItsAuthorities},
            {"refusesAWrongSiteCode", refusesAWrongSiteCode},
            {"renewsACertificate", renewsACertificate}};
}

} // namespace banshi::queue::platformtest

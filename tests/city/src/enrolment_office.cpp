// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/enrolment_office.h"

#include "banshi/city/city_keys.h"
#include "banshi/city/problem.h"
#include "banshi/city/random.h"

namespace banshi::city
{

namespace
{

constexpr auto kLife = std::chrono::hours(24 * 90);
constexpr auto kBackdated = std::chrono::hours(1); // a machine's clock may be a little behind

std::optional<CertificateRequest> requestIn(const Call& call)
{
    std::string text;
    for (const char c : call.request.body)
        if (c != '\r' && c != '\n')
            text += c;
    const auto der = fromBase64(text);
    return der ? readCertificateRequest(*der) : std::nullopt;
}

Response certificates(const std::vector<std::string>& all)
{
    return {.status = 200,
            .type = "application/pkcs7-mime; smime-type=certs-only",
            .body = toBase64(certificatesOnly(all)),
            .headers = {{"Content-Transfer-Encoding", "base64"}}};
}

Response wrongCode()
{
    auto refusal = problem("enrol.codeWrong");
    refusal.headers["WWW-Authenticate"] = "Basic realm=\"enrolment\"";
    return refusal;
}

} // namespace

void EnrolmentOffice::addHandlers(Handlers& handlers)
{
    handlers["estAuthorities"] = [this](const Call&) { return authorities(); };
    handlers["estEnrol"] = [this](const Call& call) { return enrol(call); };
    handlers["estRenew"] = [this](const Call& call) { return renew(call); };
}

std::string EnrolmentOffice::giveCode(const std::string& device)
{
    m_codes[device] = {newHandle("code"), {}};
    return m_codes[device].text;
}

Response EnrolmentOffice::authorities() const
{
    return m_authority ? certificates({m_authority->certificate()}) : problem("platform.unavailable");
}

Response EnrolmentOffice::enrol(const Call& call)
{
    constexpr std::string_view kBasic = "Basic ";
    const std::string given = call.request.header("authorization");
    const auto login = given.starts_with(kBasic) ? fromBase64(given.substr(kBasic.size())) : std::nullopt;
    const auto colon = login ? login->find(':') : std::string::npos;
    if (colon == std::string::npos)
        return wrongCode();
    const std::string device = login->substr(0, colon);
    const auto code = m_codes.find(device);
    if (code == m_codes.end() || code->second.text != login->substr(colon + 1))
        return wrongCode();
    const auto request = requestIn(call);
    if (!request || request->name != device)
        return problem("enrol.requestWrong");
    if (!code->second.usedFor.empty() && code->second.usedFor != request->publicKey)
        return wrongCode(); // once, for one key
    code->second.usedFor = request->publicKey;
    return certificateFor(*request);
}

Response EnrolmentOffice::renew(const Call& call)
{
    const auto request = requestIn(call);
    if (!request || request->name != call.request.device)
        return problem("enrol.requestWrong");
    return certificateFor(*request);
}

Response EnrolmentOffice::certificateFor(const CertificateRequest& request)
{
    if (!m_authority)
        return problem("platform.unavailable");
    auto& made = m_made[request.name + " " + request.publicKey];
    if (made.empty())
    {
        const auto now = m_clock.wall().utc;
        made = m_authority->issue(request.publicKey, {request.name, now - kBackdated, now + kLife, false});
        m_given[request.name] = m_given.value(request.name, 0) + 1;
    }
    return certificates({made});
}

} // namespace banshi::city

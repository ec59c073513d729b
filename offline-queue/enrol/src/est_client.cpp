// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/enrol/est_client.h"

#include "banshi/queue/enrol/est_answer.h"

#include <nlohmann/json.hpp>
#include <sodium.h>

namespace banshi::queue::enrol
{

namespace
{

// The contract's deadlines.
constexpr std::chrono::seconds kAuthorities{8};
constexpr std::chrono::seconds kCertificate{20};

std::string basic(const std::string& device, std::string_view code)
{
    std::string login = device + ":" + std::string(code);
    std::string text(sodium_base64_ENCODED_LEN(login.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const std::uint8_t*>(login.data()), login.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back(); // the NUL that it writes, too
    base::wipe(login.data(), login.size());
    return "Basic " + text;
}

std::string codeIn(const sync::HttpsAnswer& answer)
{
    const auto body = nlohmann::json::parse(answer.body.text(), nullptr, false);
    const auto code = body.find("code");
    return code != body.end() && code->is_string() ? code->get<std::string>() : std::string();
}

} // namespace

EnrolResult<void> EstClient::enrol(std::string_view siteCode)
{
    sync::HttpsRequest request;
    request.target = "/.well-known/est/simpleenroll";
    request.asNobody = true;
    request.headers["Authorization"] = basic(m_device, siteCode);
    return obtain(std::move(request));
}

EnrolResult<void> EstClient::renew()
{
    if (!m_folder.exists())
        return base::fail(EnrolCode::NoCertificate, "no machine.pem", base::Retry::NeedsAttendant);
    sync::HttpsRequest request;
    request.target = "/.well-known/est/simplereenroll";
    request.evenExpired = true;
    return obtain(std::move(request));
}

EnrolResult<std::vector<std::string>> EstClient::ask(const sync::HttpsRequest& request)
{
    constexpr int kGood = 200;
    constexpr int kServerTrouble = 500;
    constexpr int kTooMany = 429;
    const auto answer = m_client.call(request);
    if (!answer)
        return base::fail(EnrolCode::NoAnswer, sync::dotted(answer.error().code), base::Retry::Later);
    if (answer->status == kGood)
        return answer->contentType.starts_with("application/pkcs7-mime")
                   ? certificatesIn(answer->body.text())
                   : base::fail(EnrolCode::WrongAnswer, "media type", base::Retry::Later);
    if (answer->status >= kServerTrouble || answer->status == kTooMany)
        return base::fail(EnrolCode::NoAnswer, "platform.unavailable", base::Retry::Later);
    const std::string code = codeIn(*answer);
    if (code == "enrol.codeWrong")
        return base::fail(EnrolCode::CodeWrong, {}, base::Retry::NeedsAttendant);
    return base::fail(EnrolCode::Refused, code.empty() ? "HTTP " + std::to_string(answer->status) : code,
                      base::Retry::NeedsAttendant);
}

EnrolResult<void> EstClient::obtain(sync::HttpsRequest request)
{
    if (!m_clock.wall().trusted)
        return base::fail(EnrolCode::ClockUnknown, {}, base::Retry::Later);
    const auto key = m_folder.nextKey();
    if (!key)
        return tl::unexpected(key.error());
    const std::string asked = key->requestFor(m_device);
    request.method = "POST";
    request.deadline = kCertificate;
    request.headers["Content-Type"] = "application/pkcs10";
    request.headers["Content-Transfer-Encoding"] = "base64";
    request.body = {reinterpret_cast<const std::uint8_t*>(asked.data()), asked.size()};
    const auto certificates = ask(request);
    if (!certificates)
        return tl::unexpected(certificates.error());
    if (auto judged = judge(*key, *certificates); !judged)
        return judged;
    return m_folder.adopt(*key, *certificates);
}

/// A wrong certificate would cut the machine off, so nothing of an answer is used before all of it fits.
EnrolResult<void> EstClient::judge(const MachineKeyPair& key, const std::vector<std::string>& certificates)
{
    const auto notOurs = [](const char* what) {
        return base::fail(EnrolCode::NotOurs, what, base::Retry::NeedsAttendant);
    };
    if (!key.fits(certificates.front(), m_device))
        return notOurs("another key or name");
    const auto life = sync::lifeOfCertificate(certificates.front());
    const auto now = m_clock.wall().utc;
    if (!life || life->from > now || life->until <= now)
        return notOurs("not valid now");
    sync::HttpsRequest request;
    request.target = "/.well-known/est/cacerts";
    request.asNobody = true;
    request.deadline = kAuthorities;
    const auto authorities = ask(request);
    if (!authorities)
        return tl::unexpected(authorities.error());
    if (!isSignedByOneOf(certificates.front(), *authorities))
        return notOurs("no authority of the platform has signed it");
    return {};
}

} // namespace banshi::queue::enrol

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/platform_time.h"

#include <QLoggingCategory>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <sodium.h>

Q_LOGGING_CATEGORY(lcTime, "banshi.queue.time")

namespace banshi::queue::sync
{

using nlohmann::json;

namespace
{

constexpr std::chrono::milliseconds kDeadline{3000}; // the contract's for getTime
constexpr std::int64_t kMostSpread = 3600;           // the contract's

std::string newNonce()
{
    std::array<std::uint8_t, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::string hex(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    hex.pop_back();
    return hex;
}

std::string textOf(const json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Whether the call may have failed because somebody's dates are wrong, or a certificate is over or not there.
bool mayBeDates(HttpsCode code)
{
    switch (code)
    {
    case HttpsCode::ClockWrong:
    case HttpsCode::CertificateExpired:
    case HttpsCode::OwnCertificateExpired:
    case HttpsCode::TlsRefused:
    case HttpsCode::Lost:
    case HttpsCode::NotEnrolled:
        return true;
    case HttpsCode::Unreachable:
    case HttpsCode::TimedOut:
    case HttpsCode::TooLarge:
        return false;
    }
    return false;
}

} // namespace

PlatformTime::PlatformTime(HttpsClient& client, SignatureKey key, TrustedClock& clock, TimeMemory memory)
    : m_client(client), m_key(std::move(key)), m_clock(clock), m_memory(std::move(memory))
{
    recall();
}

TimeOutcome PlatformTime::ask()
{
    recall();
    Reading reading = askOnce(true, false);
    if (!reading.answer && !m_clock.wall().trusted && mayBeDates(reading.answer.error().code))
    {
        takeWithoutDates();
        if (m_clock.wall().trusted)
            reading = askOnce(true, false);
    }
    else if (!reading.answer && (reading.answer.error().code == HttpsCode::OwnCertificateExpired ||
                                 reading.answer.error().code == HttpsCode::NotEnrolled))
        take(askOnce(true, true)); // who has no certificate any more may still know the time
    take(reading);
    return {std::move(reading.answer), reading.utc, reading.spread};
}

void PlatformTime::takeWithoutDates()
{
    Reading reading = askOnce(false, false);
    if (!reading.answer && mayBeDates(reading.answer.error().code))
        reading = askOnce(false, true); // ours may be what is over
    if (reading.answer && !reading.isSigned)
        qCWarning(lcTime) << "a time without the platform's signature is not believed";
    take(reading);
}

PlatformTime::Reading PlatformTime::askOnce(bool isDated, bool asNobody)
{
    const std::string nonce = newNonce();
    HttpsRequest request;
    request.target = "/v1/time?nonce=" + nonce;
    request.deadline = kDeadline;
    request.ignoresDates = !isDated;
    request.asNobody = asNobody;
    const auto before = m_clock.now();
    Reading reading{m_client.call(request), {}, false, {}, {}};
    reading.at = before + (m_clock.now() - before) / 2;
    if (!reading.answer || reading.answer->status != 200)
        return reading;
    const auto body = json::parse(reading.answer->body.text(), nullptr, false);
    if (!body.is_object())
        return reading;
    const std::string utc = textOf(body, "utc");
    reading.utc = base::fromRfc3339(utc);
    reading.isSigned =
        reading.utc && textOf(body, "nonce") == nonce &&
        m_key.verify(textOf(body, "key_id"), "banshi-time-v1\n" + nonce + "\n" + utc, textOf(body, "signature"));
    if (const auto spread = body.find("spread_s"); spread != body.end() && spread->is_number_integer())
        reading.spread = std::chrono::seconds(std::clamp<std::int64_t>(spread->get<std::int64_t>(), 0, kMostSpread));
    return reading;
}

void PlatformTime::take(const Reading& reading)
{
    if (!reading.isSigned)
        return;
    if (!m_clock.wall().trusted)
        qCInfo(lcTime) << "the platform has said what time it is";
    m_clock.trust(*reading.utc, reading.at);
    const bool isDue = !m_remembered || *reading.utc >= *m_remembered + kRemembered;
    if (isDue && m_memory.write && m_memory.write(*reading.utc))
        m_remembered = *reading.utc;
}

void PlatformTime::recall()
{
    if (m_isRecalled || !m_memory.read)
        return;
    const auto kept = m_memory.read();
    m_isRecalled = kept.has_value();
    if (!kept || !*kept)
        return;
    m_remembered = **kept;
    m_clock.raise(**kept);
}

} // namespace banshi::queue::sync

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/sync/https_client.h"
#include "banshi/queue/sync/signature.h"
#include "banshi/queue/sync/trusted_clock.h"

#include <functional>

namespace banshi::queue::sync
{

/// Where the highest signed time is kept over a restart. Threads: called one at a time.
struct TimeMemory
{
    std::function<base::Result<std::optional<base::UtcTime>, std::string>()> read; ///< an error: not to be read now
    std::function<bool(base::UtcTime)> write;                                      ///< false: it is not on disk
};

/// What a question for the time came to.
struct TimeOutcome
{
    base::Result<HttpsAnswer, HttpsError> answer; ///< of the last call whose certificates were held against dates
    std::optional<base::UtcTime> utc;             ///< as the platform says, signed or not
    std::chrono::seconds spread{0};               ///< over which machines that come back are to spread, 0 unless said
};

/// Asks the platform for a time that it signs with our nonce, and puts the clock right by it. Only while nothing is
/// known of the time, and only when a certificate does not fit the clock, one question goes out with chain, host and
/// pin checked but no dates, over a connection that serves nothing else; its answer counts for nothing but the clock,
/// and only when the platform has signed it. Threads: one at a time.
class PlatformTime
{
public:
    /// How old the remembered time may become: each write is a commit.
    static constexpr std::chrono::minutes kRemembered{10};

    /// All references must outlive the object.
    PlatformTime(HttpsClient& client, SignatureKey key, TrustedClock& clock, TimeMemory memory = {});

    /// Blocks for at most three times the contract's deadline.
    [[nodiscard]] TimeOutcome ask();
    [[nodiscard]] const TrustedClock& clock() const { return m_clock; }

private:
    struct Reading
    {
        base::Result<HttpsAnswer, HttpsError> answer;
        std::optional<base::UtcTime> utc;
        bool isSigned = false;
        std::chrono::seconds spread{0};
        base::MonoTime at; ///< half-way between question and answer
    };

    [[nodiscard]] Reading askOnce(bool isDated, bool asNobody);
    void takeWithoutDates();
    void take(const Reading& reading);
    void recall();

    HttpsClient& m_client;
    SignatureKey m_key;
    TrustedClock& m_clock;
    TimeMemory m_memory;
    bool m_isRecalled = false;
    std::optional<base::UtcTime> m_remembered;
};

} // namespace banshi::queue::sync

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/sender.h"

#include <QLoggingCategory>
#include <algorithm>

Q_LOGGING_CATEGORY(lcSender, "banshi.queue.sync")

namespace banshi::queue::sync
{

namespace
{

constexpr std::chrono::minutes kIdle(1); // looks without being woken
constexpr std::chrono::minutes kSweep(10);

std::string dottedStore(const store::StoreError& error)
{
    return std::string(store::code(error.code));
}

} // namespace

Sender::Sender(store::Store& store, QueueCalls& calls, const base::Clock& clock, std::function<double()> random,
               base::Nanoseconds startSpread)
    : m_store(store), m_calls(calls), m_clock(clock), m_backOff(random), m_notBefore(clock.now()),
      m_nextSweep(clock.now()), m_random(std::move(random)), m_restsUntil(clock.now()), m_startsAt(clock.now()),
      m_thread([this, startSpread](const std::stop_token& stop) { run(startSpread, stop); })
{
}

Sender::~Sender() = default; // the thread's own end waits for the call that runs

void Sender::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isWoken = true;
    }
    m_bell.ring();
}

void Sender::rest(base::Nanoseconds span)
{
    {
        const std::lock_guard lock(m_mutex);
        m_restsUntil = m_clock.now() + span;
    }
    m_bell.ring();
}

base::MonoTime Sender::notBefore()
{
    const std::lock_guard lock(m_mutex);
    return std::max({m_notBefore, m_restsUntil, m_isWoken ? m_notBefore : m_startsAt});
}

void Sender::pause(base::Nanoseconds span, const std::stop_token& stop)
{
    m_bell.wait(m_clock, m_clock.now() + span, stop);
    while (m_clock.now() < notBefore() && !stop.stop_requested())
        m_bell.wait(m_clock, notBefore(), stop);
}

void Sender::run(base::Nanoseconds startSpread, const std::stop_token& stop)
{
    if (startSpread > base::Nanoseconds(0) && m_guard.run([&] { begin(startSpread); }))
        qCWarning(lcSender) << "the sender begins at once";
    while (!stop.stop_requested())
        if (const auto span = m_guard.run([&] { step(stop); }))
            pause(*span, stop);
}

void Sender::begin(base::Nanoseconds startSpread)
{
    if (!m_store.inspection().isBacklogOfAnEarlierBoot().value_or(false))
        return;
    const base::Nanoseconds part(static_cast<std::int64_t>(static_cast<double>(startSpread.count()) * m_random()));
    const std::lock_guard lock(m_mutex);
    m_startsAt = m_clock.now() + part;
}

void Sender::step(const std::stop_token& stop)
{
    switch (turn())
    {
    case Turn::Progress:
        m_backOff.reset();
        break;
    case Turn::Empty:
        m_backOff.reset();
        sweep();
        pause(idleSpan(), stop);
        break;
    case Turn::Trouble:
        pause(m_backOff.next(m_retryAfter), stop);
        break;
    case Turn::Resting:
        pause(base::Nanoseconds(0), stop);
        break;
    }
}

base::Nanoseconds Sender::idleSpan() const
{
    base::Nanoseconds span = kIdle;
    for (const auto& [item, rest] : m_resting)
        span = std::min(span, std::max(rest.until - m_clock.now(), base::Nanoseconds(0)));
    return span;
}

Sender::Turn Sender::turn()
{
    m_retryAfter.reset();
    const auto now = m_clock.now();
    const auto isResting = [&](std::int64_t item) {
        const auto found = m_resting.find(item);
        return found != m_resting.end() && found->second.until > now;
    };
    const auto batch = m_store.outbox().nextBatch(m_mostItems, kMostBytes, isResting);
    if (!batch)
    {
        qCWarning(lcSender) << "the outbox cannot be read:" << dottedStore(batch.error()).c_str();
        return Turn::Trouble;
    }
    if (batch->items.empty())
        return Turn::Empty;
    if (m_clock.now() < notBefore())
        return Turn::Resting;
    if (const auto stopped = sendBlobs(*batch))
        return *stopped;
    return sendBatch(*batch);
}

std::optional<Sender::Turn> Sender::sendBlobs(const store::OutboundBatch& batch)
{
    for (const auto& hash : batch.blobs)
    {
        const auto blob = m_store.blobs().read(hash);
        const bool isLost = !blob && (blob.error().code == store::StoreCode::BlobMissing ||
                                      blob.error().code == store::StoreCode::Damaged);
        if (!blob && !isLost)
            return Turn::Trouble;
        const CallOutcome outcome = blob ? m_calls.putBlob(batch.device, hash, *blob)
                                         : CallOutcome{CallOutcome::Kind::Refused, dottedStore(blob.error()), {}};
        switch (outcome.kind)
        {
        case CallOutcome::Kind::Done:
            if (!m_store.blobs().markSent(hash))
                return Turn::Trouble;
            break;
        case CallOutcome::Kind::Passing:
            return trouble(outcome);
        case CallOutcome::Kind::Refused:
            // Without its picture an item can never be complete: a person has to look at it.
            qCWarning(lcSender) << "items whose picture cannot be sent are parked:" << outcome.code.c_str();
            return m_store.blobs().parkItemsNeeding(hash, outcome.code) ? Turn::Progress : Turn::Trouble;
        }
    }
    return std::nullopt;
}

Sender::Turn Sender::sendBatch(const store::OutboundBatch& batch)
{
    const auto outcome = m_calls.sendBatch(batch);
    switch (outcome.call.kind)
    {
    case CallOutcome::Kind::Done:
        m_mostItems = std::min(kMostItems, m_mostItems * 2);
        return settle(batch, outcome.verdicts);
    case CallOutcome::Kind::Passing:
        return trouble(outcome.call);
    case CallOutcome::Kind::Refused:
        return narrow(batch, outcome.call.code);
    }
    return Turn::Trouble;
}

Sender::Turn Sender::settle(const store::OutboundBatch& batch, const std::map<std::string, Verdict>& verdicts)
{
    std::vector<store::Settlement> settled;
    for (const auto& item : batch.items)
    {
        const auto found = verdicts.find(item.key);
        const Verdict verdict = found == verdicts.end() ? Verdict{} : found->second;
        switch (verdict.word)
        {
        case Verdict::Word::Arrived:
            settled.push_back({item.id, false, verdict.receipt, {}});
            break;
        case Verdict::Word::Rejected:
            settled.push_back({item.id, true, {}, verdict.code.empty() ? "platform.rejected" : verdict.code});
            qCWarning(lcSender) << "an item is parked:" << verdict.code.c_str();
            break;
        case Verdict::Word::Later:
            if (verdict.code == "blob.missing" && !m_store.blobs().forgetSent(item.id))
                return Turn::Trouble;
            letRest(item.id, verdict.retryAfter);
            break;
        }
    }
    if (!settled.empty() && !m_store.outbox().settle(settled))
        return Turn::Trouble;
    for (const auto& settlement : settled)
        m_resting.erase(settlement.id);
    return Turn::Progress; // what did not settle is resting
}

/// A batch that can never be accepted is halved until the one item that spoils it is found.
Sender::Turn Sender::narrow(const store::OutboundBatch& batch, const std::string& code)
{
    if (batch.items.size() > 1)
    {
        m_mostItems = batch.items.size() / 2;
        return Turn::Progress;
    }
    qCWarning(lcSender) << "an item is parked:" << code.c_str();
    const std::vector<store::Settlement> parked{{batch.items.front().id, true, {}, code}};
    return m_store.outbox().settle(parked) ? Turn::Progress : Turn::Trouble;
}

Sender::Turn Sender::trouble(const CallOutcome& outcome)
{
    m_retryAfter = outcome.retryAfter;
    if (outcome.retryAfter)
        m_notBefore = m_clock.now() + *outcome.retryAfter;
    return Turn::Trouble;
}

void Sender::letRest(std::int64_t item, std::optional<std::chrono::seconds> retryAfter)
{
    auto& rest = m_resting[item];
    ++rest.failures;
    rest.until =
        m_clock.now() + std::max<base::Nanoseconds>(m_backOff.pause(rest.failures, retryAfter), BackOff::kFirst);
}

void Sender::sweep()
{
    if (m_clock.now() < m_nextSweep)
        return;
    m_nextSweep = m_clock.now() + kSweep;
    if (const auto swept = m_store.blobs().sweep(); !swept)
        qCWarning(lcSender) << "unclaimed pictures cannot be erased:" << dottedStore(swept.error()).c_str();
}

} // namespace banshi::queue::sync

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/district/forwarder.h"

#include "banshi/queue/sync/sender.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcForwarder, "banshi.queue.district.forwarder")

namespace banshi::queue::district
{

namespace
{

constexpr int kMostItems = static_cast<int>(sync::Sender::kMostItems);
constexpr int kMostTurns = 50; // of one device in a row; then the next one has its turn

/// Whether the trouble is one that every other device would meet, too.
bool isEveryones(const std::string& code)
{
    return code == "platform.unavailable" || (code.starts_with("queue.sync.") && code != "queue.sync.wrongAnswer");
}

std::chrono::milliseconds toMilliseconds(base::Nanoseconds span)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(span);
}

} // namespace

Forwarder::Forwarder(Ground ground) : m_ground(std::move(ground))
{
    for (int i = 0; i < m_ground.lanes; ++i)
        m_lanes.emplace_back(m_ground.random);
    for (auto& lane : m_lanes)
        lane.thread = std::jthread([this, &lane](const std::stop_token& stop) { run(lane, stop); });
}

Forwarder::~Forwarder()
{
    for (auto& lane : m_lanes)
        lane.thread.request_stop();
    for (auto& lane : m_lanes)
        lane.thread.join(); // lanes ring each other's bells
}

void Forwarder::wake()
{
    for (auto& lane : m_lanes)
        if (lane.isIdle.exchange(false))
        {
            lane.work.ring();
            return;
        }
}

void Forwarder::lineIsBack()
{
    for (auto& lane : m_lanes)
        lane.line.ring();
}

void Forwarder::run(Lane& lane, const std::stop_token& stop)
{
    while (!stop.stop_requested())
        if (const auto pause = lane.guard.run([&] { step(lane, stop); })) // the lease of its device runs out by itself
            m_ground.clock.waitFor(*pause, stop);
}

void Forwarder::step(Lane& lane, const std::stop_token& stop)
{
    std::optional<std::chrono::seconds> retryAfter;
    switch (turn(lane, retryAfter))
    {
    case Turn::Progress:
        lane.backOff.reset();
        break;
    case Turn::Left:
        break;
    case Turn::NoDatabase: // it comes back without telling: looks stay short
    case Turn::Empty:
        lane.backOff.reset();
        lane.work.wait(m_ground.clock, m_ground.clock.now() + m_ground.look, stop);
        break;
    case Turn::Trouble:
        lane.line.wait(m_ground.clock, m_ground.clock.now() + lane.backOff.next(retryAfter), stop);
        break;
    }
}

std::uint64_t Forwarder::faults() const
{
    std::uint64_t all = 0;
    for (const auto& lane : m_lanes)
        all += lane.guard.faults();
    return all;
}

Forwarder::Turn Forwarder::turn(Lane& lane, std::optional<std::chrono::seconds>& retryAfter)
{
    lane.isIdle = true; // before the look: what comes behind it rings
    const auto claimed = m_ground.outgoing.claim(1);
    if (claimed && claimed->empty())
        return Turn::Empty;
    lane.isIdle = false;
    if (!claimed)
        return Turn::NoDatabase;
    wake(); // where one waits, there may be more
    return serve(claimed->front(), retryAfter);
}

Forwarder::Turn Forwarder::serve(const std::string& device, std::optional<std::chrono::seconds>& retryAfter)
{
    int width = kMostItems;
    for (int i = 0; i < kMostTurns; ++i)
    {
        Turn step = sendPicture(device, retryAfter);
        if (step == Turn::Empty)
            step = sendBatch(device, width, retryAfter);
        if (step == Turn::Empty)
            break;
        if (step != Turn::Progress)
            return step;
        forget(device);
        const auto isOurs = m_ground.outgoing.renew(device);
        if (!isOurs)
            return Turn::NoDatabase; // the lease runs out by itself
        if (!*isOurs)
            return Turn::Progress;
    }
    return release(device, std::chrono::milliseconds(0), Turn::Progress);
}

Forwarder::Turn Forwarder::sendPicture(const std::string& device, std::optional<std::chrono::seconds>& retryAfter)
{
    const auto picture = m_ground.outgoing.nextPicture(device);
    if (!picture)
        return Turn::NoDatabase;
    if (picture->empty())
        return Turn::Empty;
    const auto& [hash, blob] = *picture->begin();
    const auto outcome = m_ground.calls.putBlob(device, hash, blob);
    if (outcome.kind == sync::CallOutcome::Kind::Passing)
        return passing(device, outcome, retryAfter);
    if (outcome.kind == sync::CallOutcome::Kind::Refused)
        qCWarning(lcForwarder) << "a picture is parked:" << outcome.code.c_str();
    const auto settled = m_ground.outgoing.settlePicture(
        device, hash, outcome.kind == sync::CallOutcome::Kind::Refused ? outcome.code : std::string());
    return settled ? Turn::Progress : Turn::NoDatabase;
}

Forwarder::Turn Forwarder::sendBatch(const std::string& device, int& width,
                                     std::optional<std::chrono::seconds>& retryAfter)
{
    const auto batch = m_ground.outgoing.nextBatch(device, width);
    if (!batch)
        return Turn::NoDatabase;
    if (batch->items.empty())
        return Turn::Empty;
    const auto outcome = m_ground.calls.sendBatch(*batch);
    switch (outcome.call.kind)
    {
    case sync::CallOutcome::Kind::Done:
        width = std::min(kMostItems, width * 2);
        return settle(device, *batch, outcome.verdicts);
    case sync::CallOutcome::Kind::Passing:
        return passing(device, outcome.call, retryAfter);
    case sync::CallOutcome::Kind::Refused:
        if (batch->items.size() == 1)
            return park(device, batch->items.front().key, outcome.call.code);
        width = static_cast<int>(batch->items.size() / 2); // until the one that spoils it is found
        return Turn::Progress;
    }
    return Turn::Trouble;
}

Forwarder::Turn Forwarder::settle(const std::string& device, const store::OutboundBatch& batch,
                                  const std::map<std::string, sync::Verdict>& verdicts)
{
    std::vector<Outgoing::End> ends;
    for (const auto& item : batch.items)
    {
        const auto found = verdicts.find(item.key);
        const sync::Verdict verdict = found == verdicts.end() ? sync::Verdict{} : found->second;
        switch (verdict.word)
        {
        case sync::Verdict::Word::Arrived:
            ends.push_back({item.key, false, verdict.receipt, {}, {}});
            break;
        case sync::Verdict::Word::Rejected:
            qCWarning(lcForwarder) << "an item is parked:" << verdict.code.c_str();
            ends.push_back({item.key, true, {}, verdict.code.empty() ? "platform.rejected" : verdict.code, {}});
            break;
        case sync::Verdict::Word::Later:
            if (verdict.code == "blob.missing")
            {
                const auto again = m_ground.outgoing.sendPicturesAgain(device);
                if (!again)
                    return Turn::NoDatabase;
                if (!*again) // nobody has it any more
                {
                    ends.push_back({item.key, true, {}, verdict.code, {}});
                    break;
                }
            }
            ends.push_back({item.key, false, {}, {}, verdict.retryAfter.value_or(sync::BackOff::kFirst)});
            break;
        }
    }
    return m_ground.outgoing.settle(device, ends) ? Turn::Progress : Turn::NoDatabase;
}

Forwarder::Turn Forwarder::park(const std::string& device, const std::string& key, const std::string& code)
{
    qCWarning(lcForwarder) << "an item is parked:" << code.c_str();
    return m_ground.outgoing.settle(device, {{key, true, {}, code, {}}}) ? Turn::Progress : Turn::NoDatabase;
}

/// What only this device meets must not hold up the others.
Forwarder::Turn Forwarder::passing(const std::string& device, const sync::CallOutcome& outcome,
                                   std::optional<std::chrono::seconds>& retryAfter)
{
    if (isEveryones(outcome.code))
    {
        retryAfter = outcome.retryAfter;
        return release(device, std::chrono::milliseconds(0), Turn::Trouble);
    }
    qCInfo(lcForwarder) << "a device is put off:" << outcome.code.c_str();
    int failures = 0;
    {
        const std::lock_guard lock(m_mutex);
        failures = ++m_failures[device];
    }
    sync::BackOff pauses(m_ground.random);
    const auto pause = std::max<base::Nanoseconds>(pauses.pause(failures, outcome.retryAfter), sync::BackOff::kFirst);
    return release(device, toMilliseconds(pause), Turn::Left);
}

Forwarder::Turn Forwarder::release(const std::string& device, std::chrono::milliseconds pause, Turn result)
{
    return m_ground.outgoing.release(device, pause) ? result : Turn::NoDatabase;
}

void Forwarder::forget(const std::string& device)
{
    const std::lock_guard lock(m_mutex);
    m_failures.erase(device);
}

} // namespace banshi::queue::district

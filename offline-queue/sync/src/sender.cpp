// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/sender.h"

#include "banshi/base/ids.h"

#include <QByteArray>
#include <QLoggingCategory>
#include <nlohmann/json.hpp>

Q_LOGGING_CATEGORY(lcSender, "banshi.queue.sync")

namespace banshi::queue::sync
{

using nlohmann::json;

namespace
{

constexpr std::chrono::minutes kIdle(1);         // looks without being woken, for items whose rest is over
constexpr std::chrono::seconds kItemRest(30);    // for an item that the platform wants later
constexpr std::chrono::milliseconds kBatchDeadline(30000);

std::string base64(const store::Bytes& bytes)
{
    return QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())).toBase64().toStdString();
}

json toJson(const store::OutboundBatch& batch)
{
    json items = json::array();
    for (const auto& item : batch.items)
        items.push_back({{"seq", item.seq},
                         {"key", item.key},
                         {"operation", item.operation},
                         {"suite", item.suite},
                         {"key_id", item.keyId},
                         {"sealed", base64(item.sealed)},
                         {"body_hmac", item.bodyHmac},
                         {"made_at", base::toRfc3339(item.madeAt)},
                         {"late", item.late}});
    return {{"device", batch.device}, {"epoch", batch.epoch}, {"items", items}};
}

} // namespace

Sender::Sender(store::Store& store, HttpsClient& client, LineWatch& line, const base::Clock& clock,
               std::function<double()> random)
    : m_store(store), m_client(client), m_line(line), m_clock(clock), m_backOff(std::move(random)),
      m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

Sender::~Sender()
{
    m_thread.request_stop();
    wake();
}

void Sender::wake()
{
    const std::lock_guard lock(m_mutex);
    m_woken = true;
    m_wake.request_stop();
}

void Sender::rest(base::Nanoseconds span, const std::stop_token& stop)
{
    std::stop_token woken;
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_woken, false) || stop.stop_requested())
            return;
        m_wake = std::stop_source();
        woken = m_wake.get_token();
    }
    m_clock.waitFor(span, woken);
    const std::lock_guard lock(m_mutex);
    m_woken = false;
}

void Sender::run(const std::stop_token& stop)
{
    while (!stop.stop_requested())
    {
        switch (turn())
        {
        case Turn::Progress:
            m_backOff.reset();
            break;
        case Turn::Empty:
            m_backOff.reset();
            rest(kIdle, stop);
            break;
        case Turn::Trouble:
            rest(m_backOff.next(m_retryAfter), stop);
            break;
        }
    }
}

base::Result<HttpsAnswer, HttpsError> Sender::call(const HttpsRequest& request)
{
    auto answer = m_client.call(request);
    m_line.learn(answer);
    m_retryAfter = answer ? answer->retryAfter : std::nullopt;
    return answer;
}

Sender::Turn Sender::turn()
{
    const auto now = m_clock.now();
    std::erase_if(m_resting, [&](const auto& entry) { return entry.second <= now; });
    const auto batch = m_store.outbox().nextBatch(kMostItems, kMostBytes, [&](std::int64_t id) { return m_resting.contains(id); });
    if (!batch)
    {
        qCWarning(lcSender) << "the outbox cannot be read:" << std::string(store::code(batch.error().code)).c_str();
        return Turn::Trouble;
    }
    if (batch->items.empty())
        return Turn::Empty;
    return sendBlobs(*batch) ? sendBatch(*batch) : Turn::Trouble;
}

bool Sender::sendBlobs(const store::OutboundBatch& batch)
{
    for (const auto& hash : batch.blobs)
    {
        const auto blob = m_store.blobs().read(hash);
        if (!blob)
        {
            // Without its picture the item can never be complete: a person has to look at it.
            (void)m_store.blobs().parkItemsNeeding(hash, std::string(store::code(blob.error().code)));
            return false;
        }
        HttpsRequest request;
        request.method = "PUT";
        request.target = "/v1/queue/blobs/" + hash;
        request.headers = {{"Content-Type", "application/octet-stream"}, {"X-Key-Id", blob->keyId}};
        request.body = blob->sealed;
        request.deadline = kBatchDeadline;
        const auto answer = call(request);
        if (!answer || answer->status >= 300 || !m_store.blobs().markSent(hash, true))
            return false;
    }
    return true;
}

Sender::Turn Sender::sendBatch(const store::OutboundBatch& batch)
{
    const std::string body = toJson(batch).dump();
    HttpsRequest request;
    request.method = "POST";
    request.target = "/v1/queue/batch";
    request.headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", base::newUuid(m_clock)}};
    request.body = {reinterpret_cast<const std::uint8_t*>(body.data()), body.size()};
    request.deadline = kBatchDeadline;
    const auto answer = call(request);
    if (!answer || answer->status != 200)
        return Turn::Trouble;
    return settle(batch, json::parse(answer->body.text(), nullptr, false));
}

Sender::Turn Sender::settle(const store::OutboundBatch& batch, const json& answer)
{
    if (!answer.is_object() || !answer.contains("verdicts") || !answer["verdicts"].is_array())
        return Turn::Trouble; // not the contract's answer: nothing is known, everything is sent again
    std::vector<store::Settlement> settled;
    for (const auto& verdict : answer["verdicts"])
    {
        const std::string key = verdict.value("key", "");
        const std::string word = verdict.value("verdict", "");
        for (const auto& item : batch.items)
        {
            if (item.key != key)
                continue;
            if (word == "accepted" || word == "duplicate")
                settled.push_back({item.id, false, verdict.value("receipt_id", ""), {}});
            else if (word == "rejected")
                settled.push_back({item.id, true, {}, verdict.value("problem", json::object()).value("code", "platform.rejected")});
            else
                m_resting[item.id] = m_clock.now() + kItemRest;
        }
    }
    if (settled.empty())
        return Turn::Trouble;
    return m_store.outbox().settle(settled) ? Turn::Progress : Turn::Trouble;
}

} // namespace banshi::queue::sync

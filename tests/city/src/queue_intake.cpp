// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/queue_intake.h"

#include "banshi/city/problem.h"
#include "banshi/city/random.h"
#include "banshi/queue/contract/document.h"

#include <fmt/core.h>

namespace banshi::city
{

namespace
{

constexpr std::size_t kMostBlobBytes = std::size_t{2} * 1024 * 1024;

bool isRetry(const nlohmann::json& problem)
{
    return problem.is_object() && problem.at("class") == "retry";
}

nlohmann::json verdict(const std::string& key, const char* word, const std::string& receipt,
                       const nlohmann::json& problem = nullptr)
{
    nlohmann::json body = {{"key", key}, {"verdict", word}};
    if (!receipt.empty())
        body["receipt_id"] = receipt;
    if (!problem.is_null())
        body["problem"] = problem;
    return body;
}

} // namespace

QueueIntake::QueueIntake(const base::Clock& clock, ContractCheck& check, const CityKeys& keys,
                         const Pseudonyms& pseudonyms, StateFile& state)
    : m_clock(clock), m_check(check), m_keys(keys), m_pseudonyms(pseudonyms), m_state(state)
{
    m_durable["events"] = [this](const DurableItem& item) {
        m_events.push_back({{"device", item.device}, {"event", item.body}});
        return DurableVerdict{};
    };
    m_durable["reports"] = [this](const DurableItem& item) { return keepReport(item); };
    m_durable["ratings"] = [this](const DurableItem& item) { return keepRating(item); };
}

void QueueIntake::addHandlers(Handlers& handlers)
{
    handlers["sendQueueBatch"] = [this](const Call& call) { return batch(call); };
    handlers["putQueueBlob"] = [this](const Call& call) { return sealedBlob(call); };
    handlers["getQueueBlob"] = [this](const Call& call) { return heldBlob(call); };
    handlers["patchQueueBlob"] = [this](const Call& call) { return blobPart(call); };
    handlers["putBlob"] = [this](const Call& call) { return plainBlob(call); };
    handlers["submitReport"] = [this](const Call& call) { return direct(call, "reports"); };
    handlers["confirmPrint"] = [this](const Call& call) { return direct(call, "prints"); };
    handlers["requestRefund"] = [this](const Call& call) { return direct(call, "refunds"); };
    handlers["confirmFulfilment"] = [this](const Call& call) { return direct(call, "fulfilments"); };
    handlers["reportEvent"] = [this](const Call& call) { return direct(call, "events"); };
    handlers["reconcile"] = [this](const Call& call) { return reconcile(call); };
    handlers["rate"] = [this](const Call& call) { return direct(call, "ratings"); };
}

Response QueueIntake::batch(const Call& call)
{
    const std::string device = textOf(call.body, "device");
    if (device != call.request.device)
        return problem("request.forbidden", "the batch names another device than the certificate");
    const std::string epoch = textOf(call.body, "epoch");
    nlohmann::json verdicts = nlohmann::json::array();
    bool isFinal = true;
    for (const auto& sealed : call.body.at("items"))
    {
        verdicts.push_back(judge(device, epoch, sealed));
        isFinal = isFinal && verdicts.back().at("verdict") != "retry";
    }
    auto reply = answer(200, statement(device, epoch, verdicts));
    reply.keep = isFinal;
    return reply;
}

/// One sealed record: opened, read, held against the contract and handed on.
nlohmann::json QueueIntake::judge(const std::string& device, const std::string& epoch, const nlohmann::json& sealed)
{
    const auto seq = sealed.at("seq").get<std::uint64_t>();
    DurableItem item{.operation = textOf(sealed, "operation"),
                     .device = device,
                     .key = textOf(sealed, "key"),
                     .origin = fmt::format("{}-{}", epoch, seq),
                     .late = sealed.at("late").get<bool>(),
                     .body = {}};
    if (textOf(sealed, "key_id") != m_keys.sealKeyId())
        return verdict(item.key, "retry", {}, problemBody("queue.keyUnknown")); // ours to mend, not the item's fault
    const auto cipher = fromBase64(textOf(sealed, "sealed"));
    const auto plain = cipher ? open(sealed.at("suite").get<int>(), item, *cipher) : std::nullopt;
    if (!plain)
    {
        ++m_unreadable;
        return verdict(item.key, "rejected", {}, problemBody("queue.unreadable"));
    }
    auto document = queue::contract::parseDocument(*plain);
    const auto fault = document ? m_check.durable(item.operation, *document)
                                : std::optional(queue::contract::describe(document.error()));
    if (fault)
    {
        settle(item, {sha256Hex(*plain), {}, problemBody("request.invalid", *fault)});
        return verdict(item.key, "rejected", {}, problemBody("request.invalid", *fault));
    }
    item.body = std::move(*document);
    return take(item, sha256Hex(*plain));
}

/// The city has no SM2 key: its machines seal by suites 1 and 3.
std::optional<std::string> QueueIntake::open(int suite, const DurableItem& item, const std::string& sealed) const
{
    constexpr int kBox = 1;
    constexpr int kDataKey = 3;
    if (suite == kDataKey)
        return m_keys.openBody(sealed, item.operation, item.key);
    return suite == kBox ? m_keys.open(sealed) : std::nullopt;
}

nlohmann::json QueueIntake::take(const DurableItem& item, const std::string& bodyHash)
{
    const auto origin = m_keyByOrigin.find(item.device + " " + item.origin);
    const auto known = m_byKey.find(item.device + " " + item.key);
    const bool isSameOrigin = origin == m_keyByOrigin.end() || origin->second == item.key;
    if (known != m_byKey.end() || !isSameOrigin)
    {
        if (!isSameOrigin || known->second.bodyHash != bodyHash)
        {
            ++m_conflicts;
            return verdict(item.key, "rejected", {}, problemBody("request.keyReused"));
        }
        ++m_duplicates;
        settle(item, known->second); // the same record may come again from a queue that was created anew
        const bool wasAccepted = known->second.problem.is_null();
        return verdict(item.key, wasAccepted ? "duplicate" : "rejected", known->second.receipt, known->second.problem);
    }
    const DurableVerdict said = m_durable.at(item.operation)(item);
    const nlohmann::json problem = said.problem.empty() ? nlohmann::json() : problemBody(said.problem, said.detail);
    if (isRetry(problem))
        return verdict(item.key, "retry", {}, problem);
    const std::string receipt = said.problem.empty() ? newHandle("rcp") : std::string();
    settle(item, {bodyHash, receipt, problem});
    return verdict(item.key, said.problem.empty() ? "accepted" : "rejected", receipt, problem);
}

void QueueIntake::settle(const DurableItem& item, Taken taken)
{
    taken.operation = item.operation;
    m_state.append({{"kind", "record"},
                    {"device", item.device},
                    {"origin", item.origin},
                    {"key", item.key},
                    {"hash", taken.bodyHash},
                    {"receipt", taken.receipt},
                    {"problem", taken.problem},
                    {"operation", taken.operation}});
    remember(item.device, item.origin, item.key, std::move(taken));
}

/// Without a gateway the request itself is the record; its key makes it one.
Response QueueIntake::direct(const Call& call, const std::string& operation)
{
    const std::string key = call.request.header("idempotency-key");
    const DurableItem item{operation, call.request.device, key, "direct-" + key, false, call.body};
    const DurableVerdict said = m_durable.at(operation)(item);
    if (!said.problem.empty())
        return problem(said.problem, said.detail);
    const std::string number = fmt::format("{}-direct-{}", call.request.device, key.substr(0, 8));
    return answer(202, {{"accepted", true}, {"local_number", number}, {"duplicate", false}});
}

Response QueueIntake::sealedBlob(const Call& call)
{
    return openBlob(call, call.request.body);
}

Response QueueIntake::heldBlob(const Call& call) const
{
    const std::string& sha256 = call.params.at("sha256");
    if (m_blobs.contains(sha256))
        return answer(200, {{"state", "complete"}, {"offset", 0}});
    return m_parts.held(call.request.device, sha256);
}

Response QueueIntake::blobPart(const Call& call)
{
    if (m_blobs.contains(call.params.at("sha256")))
        return heldBlob(call);
    auto taken = m_parts.take(call);
    if (taken.answer)
        return *taken.answer;
    const auto kept = openBlob(call, taken.whole);
    return kept.status == 200 ? answer(200, {{"state", "complete"}, {"offset", taken.whole.size()}}) : kept;
}

Response QueueIntake::openBlob(const Call& call, const std::string& sealed)
{
    if (call.request.header("x-key-id") != m_keys.sealKeyId())
        return problem("queue.keyUnknown");
    const auto plain = m_keys.open(sealed);
    if (!plain)
    {
        ++m_unreadable;
        return problem("queue.unreadable");
    }
    return keepBlob(call.params.at("sha256"), *plain, call.request.device, 200);
}

Response QueueIntake::plainBlob(const Call& call)
{
    return keepBlob(call.params.at("sha256"), call.request.body, call.request.device, 202);
}

Response QueueIntake::keepBlob(const std::string& sha256, const std::string& bytes, const std::string& device,
                               int status)
{
    if (bytes.size() > kMostBlobBytes)
        return problem("request.tooLarge");
    if (sha256Hex(bytes) != sha256)
        return problem("blob.wrongHash");
    if (!bytes.starts_with("\xFF\xD8\xFF"))
        return problem("request.invalid", "not a JPEG picture");
    const bool isNew = m_blobs.emplace(sha256, Blob{bytes.size(), device}).second;
    return answer(status, {{"accepted", true}, {"duplicate", !isNew}});
}

DurableVerdict QueueIntake::keepReport(const DurableItem& item)
{
    for (const auto& photo : item.body.at("photos"))
        if (!m_blobs.contains(photo.get<std::string>()))
            return {"blob.missing"};
    const std::string itemId = textOf(item.body, "item");
    const auto& form = item.body.at("form");
    m_reports.push_back({{"report_id", newHandle("rep")},
                         {"item", itemId},
                         {"device", item.device},
                         {"origin", item.origin},
                         {"key", item.key},
                         {"category", textOf(form, "category")},
                         {"grid_code", item.body.at("grid_code")},
                         {"photos", item.body.at("photos")},
                         {"form_hmac", m_pseudonyms.hmac(form.dump())},
                         {"made_at", item.body.at("made_at")},
                         {"received_at", base::toRfc3339(m_clock.wall().utc)},
                         {"late", item.late}});
    return {};
}

DurableVerdict QueueIntake::keepRating(const DurableItem& item)
{
    m_ratings.push_back({{"item", item.body.at("item")}, {"grade", item.body.at("grade")}, {"device", item.device}});
    return {};
}

nlohmann::json QueueIntake::dump() const
{
    nlohmann::json blobs = nlohmann::json::array();
    for (const auto& [sha256, blob] : m_blobs)
        blobs.push_back({{"sha256", sha256}, {"size", blob.size}, {"device", blob.device}});
    return {{"reports", m_reports},       {"blobs", blobs},           {"ratings", m_ratings},
            {"records", m_byKey.size()},  {"events", m_events},       {"order", m_order},
            {"duplicates", m_duplicates}, {"conflicts", m_conflicts}, {"unreadable", m_unreadable}};
}

} // namespace banshi::city

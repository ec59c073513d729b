// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/client/journal_client.h"

#include <utility>

namespace banshi::queue::client
{

namespace
{

using nlohmann::json;

IntentKind kindNamed(std::string_view text)
{
    for (const auto kind : {IntentKind::Pay, IntentKind::Print, IntentKind::Slip})
    {
        if (name(kind) == text)
            return kind;
    }
    return IntentKind::Submit; // the contract knows no other
}

IntentOutcome outcomeNamed(std::string_view text)
{
    for (const auto outcome : {IntentOutcome::Done, IntentOutcome::Failed})
    {
        if (name(outcome) == text)
            return outcome;
    }
    return IntentOutcome::InDoubt; // the contract knows no other
}

Intent intentOf(const json& source)
{
    Intent intent{source.at("intent_id"),
                  kindNamed(source.at("kind").get_ref<const std::string&>()),
                  source.at("session"),
                  source.at("data"),
                  base::fromRfc3339(source.at("opened_at")).value_or(base::UtcTime{}),
                  {}};
    if (source.contains("outcome"))
        intent.outcome = outcomeNamed(source.at("outcome").get_ref<const std::string&>());
    return intent;
}

Callback forgetBody(DoneCallback done)
{
    return [done = std::move(done)](base::Result<Response, ClientError> result) {
        done(std::move(result).map([](const Response&) {}));
    };
}

Callback readIntents(IntentsCallback done)
{
    return [done = std::move(done)](base::Result<Response, ClientError> result) {
        done(std::move(result).map([](const Response& response) {
            std::vector<Intent> intents;
            for (const json& source : response.body.at("intents"))
                intents.push_back(intentOf(source));
            return intents;
        }));
    };
}

Request requestOf(std::string operation, json body)
{
    Request request;
    request.operation = std::move(operation);
    request.body = std::move(body);
    return request;
}

} // namespace

std::string_view name(IntentKind kind)
{
    switch (kind)
    {
    case IntentKind::Pay:
        return "pay";
    case IntentKind::Print:
        return "print";
    case IntentKind::Slip:
        return "slip";
    case IntentKind::Submit:
        return "submit";
    }
    return "submit";
}

std::string_view name(IntentOutcome outcome)
{
    switch (outcome)
    {
    case IntentOutcome::Done:
        return "done";
    case IntentOutcome::Failed:
        return "failed";
    case IntentOutcome::InDoubt:
        return "inDoubt";
    }
    return "inDoubt";
}

RequestId JournalClient::openIntent(const Intent& intent, DoneCallback done)
{
    json body = {
        {"intent_id", intent.id}, {"kind", name(intent.kind)}, {"session", intent.session}, {"data", intent.data}};
    return m_gateway.request(requestOf("openIntent", std::move(body)), forgetBody(std::move(done)));
}

RequestId JournalClient::note(const std::string& intentId, json data, DoneCallback done)
{
    json body = {{"intent_id", intentId}, {"data", std::move(data)}};
    return m_gateway.request(requestOf("noteIntent", std::move(body)), forgetBody(std::move(done)));
}

RequestId JournalClient::outcome(const std::string& intentId, IntentOutcome outcome, json data, DoneCallback done)
{
    json body = {{"intent_id", intentId}, {"outcome", name(outcome)}, {"data", std::move(data)}};
    return m_gateway.request(requestOf("closeIntent", std::move(body)), forgetBody(std::move(done)));
}

RequestId JournalClient::listOpen(IntentsCallback done)
{
    return m_gateway.request(requestOf("listOpenIntents", nullptr), readIntents(std::move(done)));
}

RequestId JournalClient::recent(int limit, IntentsCallback done)
{
    Request request = requestOf("listRecentIntents", nullptr);
    request.parameters["limit"] = std::to_string(limit);
    return m_gateway.request(std::move(request), readIntents(std::move(done)));
}

} // namespace banshi::queue::client

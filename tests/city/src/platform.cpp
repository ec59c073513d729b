// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/platform.h"

#include "banshi/city/applications.h"
#include "banshi/city/catalogue_office.h"
#include "banshi/city/certificates.h"
#include "banshi/city/command_office.h"
#include "banshi/city/contract_check.h"
#include "banshi/city/enrolment_office.h"
#include "banshi/city/idempotency.h"
#include "banshi/city/identity.h"
#include "banshi/city/payments.h"
#include "banshi/city/places.h"
#include "banshi/city/problem.h"
#include "banshi/city/queue_intake.h"
#include "street.h"

namespace banshi::city
{

struct Platform::State
{
    State(const base::Clock& givenClock, CityKeys givenKeys, bool refuseDemonstration, const std::string& stateFile)
        : clock(givenClock), keys(std::move(givenKeys)), check(clock), file(stateFile), sessions(clock),
          identity(clock, sessions, refuseDemonstration), queries(clock, sessions, water),
          payments(clock, queries, water), applications(clock, sessions, pseudonyms),
          certificates(clock, sessions, queries, applications, keys, pseudonyms),
          queue(clock, check, keys, pseudonyms, file), commands(clock, keys), catalogue(clock, keys),
          enrolment(clock, keys.authority()), street{faults, identity, payments, applications, pseudonyms}
    {
        handlers["createSession"] = [this](const Call& call) { return sessions.open(call); };
        handlers["getHealth"] = [](const Call&) { return answer(200, {{"status", "ok"}}); };
        handlers["getTime"] = [this](const Call& call) { return time(call); };
        identity.addHandlers(handlers);
        queries.addHandlers(handlers);
        payments.addHandlers(handlers);
        applications.addHandlers(handlers);
        certificates.addHandlers(handlers);
        queue.addHandlers(handlers);
        commands.addHandlers(handlers);
        catalogue.addHandlers(handlers);
        places.addHandlers(handlers);
        enrolment.addHandlers(handlers);
        handlers["getOutcome"] = [this](const Call& call) { return outcome(call); };
        file.replay([this](const nlohmann::json& line) {
            if (textOf(line, "kind") == "answer")
                idempotency.restore(line);
            else
                queue.restore(line);
        });
        payments.addDurable(queue.durable());
        certificates.addDurable(queue.durable());
    }

    Response time(const Call& call) const
    {
        const std::string utc = base::toRfc3339(clock.wall().utc);
        nlohmann::json body = {{"utc", utc}};
        if (const auto nonce = call.request.query.find("nonce"); nonce != call.request.query.end())
        {
            body["nonce"] = nonce->second;
            body["key_id"] = keys.signKeyId();
            body["signature"] = keys.sign("banshi-time-v1\n" + nonce->second + "\n" + utc);
        }
        return answer(200, body);
    }

    Response outcome(const Call& call) const
    {
        const std::string& key = call.params.at("key");
        auto known = idempotency.outcome(call.request.device, key);
        if (!known)
            known = queue.outcome(call.request.device, key);
        return answer(200, known.value_or(nlohmann::json{{"key", key}, {"state", "unknown"}}));
    }

    const base::Clock& clock;
    CityKeys keys;
    Pseudonyms pseudonyms;
    ContractCheck check;
    StateFile file;
    Idempotency idempotency{file};
    Faults faults;
    WaterAccounts water;
    Sessions sessions;
    Identity identity;
    Queries queries;
    Payments payments;
    Applications applications;
    Certificates certificates;
    QueueIntake queue;
    CommandOffice commands;
    CatalogueOffice catalogue;
    Places places;
    EnrolmentOffice enrolment;
    Street street;
    Handlers handlers;
    int failures = 0; // handlers that threw
    int refused = 0;  // requests for another machine than the certificate's, or for no operation
};

namespace
{

/// Whether the caller's certificate, or none, is enough for that operation.
bool mayAsk(const Request& request, const std::string& operation)
{
    if (operation == "getTime" || operation == "estAuthorities")
        return true;
    if (operation == "estEnrol")
        return request.device.empty() || !request.isOver;
    return !request.device.empty() && (!request.isOver || operation == "estRenew");
}

} // namespace

Platform::Platform(const base::Clock& clock, CityKeys keys, bool refuseDemonstration, const std::string& stateFile)
    : m_state(std::make_unique<State>(clock, std::move(keys), refuseDemonstration, stateFile))
{
}

Platform::~Platform() = default;

Admission Platform::admit(const Request& request)
{
    const std::lock_guard lock(m_mutex);
    Admission admission;
    admission.match = m_state->check.match(request);
    if (!admission.match || !m_state->handlers.contains(admission.match->operation->id))
    {
        ++m_state->refused;
        admission.answer = problem("request.unknownOperation");
        return admission;
    }
    const auto& operation = *admission.match->operation;
    if (!mayAsk(request, operation.id))
    {
        ++m_state->refused;
        admission.answer = problem("request.forbidden", "without a certificate that holds");
        return admission;
    }
    if (const std::string kiosk = request.header("x-kiosk-id");
        !request.device.empty() && !kiosk.empty() && kiosk != request.device)
    {
        ++m_state->refused;
        admission.answer = problem("request.forbidden", "X-Kiosk-Id names another machine than the certificate");
        return admission;
    }
    admission.fault = m_state->faults.take(operation.id, request.path);
    if (admission.fault)
        admission.answer = Faults::before(*admission.fault);
    if (admission.answer)
        return admission;
    Call call{request, nullptr, admission.match->parameters};
    const auto fault = m_state->check.request(*admission.match, call);
    if (fault)
        admission.answer = operation.needsKey() && request.header("idempotency-key").empty()
                               ? problem("request.keyMissing")
                               : problem("request.invalid", *fault);
    else
        admission.answer = m_state->idempotency.begin(request, operation.id);
    if (admission.fault && admission.fault->kind == FaultKind::Delay)
        admission.delay = admission.fault->time;
    admission.body = std::move(call.body);
    return admission;
}

Response Platform::work(const Request& request, const Admission& admission)
{
    const auto& operation = *admission.match->operation;
    const Call call{request, admission.body, admission.match->parameters};
    Response response;
    try
    {
        response = m_state->handlers.at(operation.id)(call);
    }
    catch (const std::exception&)
    {
        ++m_state->failures;
        response = problem("platform.unavailable", "the stand-in failed inside");
    }
    if (m_state->check.response(operation, response))
    {
        auto body = problemBody("platform.unavailable", "the stand-in's own answer breaks the contract");
        body["status"] = 500;
        response = {.status = 500, .type = "application/problem+json", .body = body.dump(), .keep = false};
    }
    m_state->idempotency.end(request, response);
    return response;
}

Outcome Platform::finish(const Request& request, const Admission& admission)
{
    const std::lock_guard lock(m_mutex);
    Outcome outcome{admission.answer ? *admission.answer : work(request, admission), false};
    if (admission.fault && admission.match)
    {
        outcome.drop = admission.fault->kind == FaultKind::DropAfterCommit;
        Faults::after(*admission.fault, outcome.response);
    }
    return outcome;
}

Outcome Platform::handle(const Request& request)
{
    return finish(request, admit(request));
}

nlohmann::json Platform::command(const nlohmann::json& command)
{
    const std::lock_guard lock(m_mutex);
    if (textOf(command, "do") == "dump")
        return {{"ok", true}, {"dump", dumpLocked()}};
    if (textOf(command, "do") == "command")
        return {{"ok", true}, {"id", m_state->commands.give(command)}};
    if (textOf(command, "do") == "siteCode")
        return {{"ok", true}, {"code", m_state->enrolment.giveCode(textOf(command, "device"))}};
    if (textOf(command, "do") == "publish")
        return {{"ok", true}, {"version", m_state->catalogue.publish(command)}};
    return m_state->street.play(command);
}

nlohmann::json Platform::dump()
{
    const std::lock_guard lock(m_mutex);
    return dumpLocked();
}

nlohmann::json Platform::dumpLocked()
{
    nlohmann::json all = m_state->queue.dump();
    all["cases"] = m_state->applications.dump();
    all["certificates"] = m_state->certificates.dump();
    all["payments"] = m_state->payments.dump();
    all["machines"] = m_state->commands.dump();
    all["sessions"] = m_state->sessions.dump();
    all["idempotency"] = m_state->idempotency.dump();
    all["contract_breaches"] = m_state->check.dump();
    all["faults_used"] = m_state->faults.used();
    all["refused"] = m_state->refused;
    all["internal_failures"] = m_state->failures;
    all["enrolled"] = m_state->enrolment.dump();
    nlohmann::json prints = nlohmann::json::object();
    for (const auto& certificate : all["certificates"])
        prints[certificate.at("serial").get<std::string>()] = certificate.at("printed");
    all["prints_per_serial"] = prints;
    return all;
}

} // namespace banshi::city

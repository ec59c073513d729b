// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/client/gateway_client.h"

#include "answer.h"
#include "banshi/queue/contract/document.h"
#include "banshi/queue/contract/target.h"
#include "curl_transport.h"

#include <mutex>
#include <utility>

namespace banshi::queue::client
{

namespace
{

using Result = base::Result<Response, ClientError>;

struct Pending
{
    const contract::Operation* operation;
    Callback done;
};

/// Who still waits. Shared with posted functions, so that they find nothing when the client is gone.
class Waiting
{
public:
    void add(std::uint64_t id, Pending pending)
    {
        const std::lock_guard lock(m_mutex);
        m_pending.emplace(id, std::move(pending));
    }

    /// The operation of a request; nullptr when nobody waits any more.
    const contract::Operation* operation(std::uint64_t id)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_pending.find(id);
        return found == m_pending.end() ? nullptr : found->second.operation;
    }

    /// The callback, which is then nobody's but the caller's; empty when nobody waits any more.
    Callback take(std::uint64_t id)
    {
        const std::lock_guard lock(m_mutex);
        auto node = m_pending.extract(id);
        return node.empty() ? Callback() : std::move(node.mapped().done);
    }

private:
    std::mutex m_mutex;
    std::map<std::uint64_t, Pending> m_pending; // guarded by m_mutex
};

base::Result<WireRequest, ClientError> invalid(std::string detail)
{
    return tl::unexpected<ClientError>(
        ClientError{ClientErrorCode::InvalidRequest, std::move(detail), base::Retry::Never, {}});
}

/// What breaks the contract in a request; empty when nothing does.
contract::Faults faultsOf(const Request& request, const contract::Operation& operation,
                          const contract::SchemaGate& gate)
{
    contract::Faults faults;
    const auto add = [&](contract::Faults more) { faults.insert(faults.end(), more.begin(), more.end()); };
    if (operation.requestMedia == "application/json")
        add(gate.checkRequest(operation, request.body));
    else if (!request.body.is_null())
        add({{contract::FaultKind::WrongMedia, "", operation.id + " takes no JSON"}});
    if (operation.requestMedia.empty() || operation.requestMedia == "application/json")
    {
        if (!request.bytes.empty())
            add({{contract::FaultKind::WrongMedia, "", operation.id + " takes no bytes"}});
    }
    if (request.bytes.size() > contract::kMostBlobBytes)
        add({{contract::FaultKind::TooLarge, "", "more than " + std::to_string(contract::kMostBlobBytes) + " bytes"}});
    if (operation.needsKey())
        add(gate.checkParameter(operation, "Idempotency-Key", request.key));
    for (const auto& [name, value] : request.parameters)
        add(gate.checkParameter(operation, name, value));
    for (const auto& parameter : operation.parameters)
    {
        const bool isGiven = request.parameters.contains(parameter.name);
        if (parameter.isRequired && parameter.place != contract::ParameterPlace::Header && !isGiven)
            add({{contract::FaultKind::BadParameter, "parameter " + parameter.name, "is missing"}});
    }
    return faults;
}

} // namespace

class GatewayClient::Impl
{
public:
    Impl(std::string socketPath, const contract::Contract& contract, const contract::SchemaGate& gate,
         const base::Clock& clock, Executor executor)
        : m_contract(contract), m_gate(gate), m_clock(clock), m_executor(std::move(executor)),
          m_transport(std::move(socketPath), clock,
                      [this](std::uint64_t id, CurlTransport::Outcome outcome) { answered(id, std::move(outcome)); })
    {
    }

    RequestId request(Request request, Callback done)
    {
        const std::uint64_t id = ++m_lastId;
        const contract::Operation* operation = m_contract.find(request.operation);
        auto wire = operation == nullptr ? invalid("the contract has no operation '" + request.operation + "'")
                                         : wireOf(std::move(request), *operation);
        m_waiting->add(id, {operation, std::move(done)});
        if (wire)
            m_transport.start(id, std::move(*wire));
        else
            post(id, tl::unexpected<ClientError>(std::move(wire.error())));
        return RequestId(id);
    }

    void cancel(std::uint64_t id)
    {
        if (m_waiting->take(id))
            m_transport.drop(id);
    }

private:
    base::Result<WireRequest, ClientError> wireOf(Request request, const contract::Operation& operation) const
    {
        if (const auto faults = faultsOf(request, operation, m_gate); !faults.empty())
            return invalid(operation.id + ": " + describe(faults));
        const auto target = contract::buildTarget(operation.path, request.parameters);
        if (!target)
            return invalid(operation.id + ": a value cannot stand in a path");
        WireRequest wire{std::string(name(operation.method)),
                         *target,
                         {"Accept: application/json, application/problem+json, */*;q=0.5"},
                         std::move(request.bytes),
                         m_clock.now() + request.deadline.value_or(operation.deadline),
                         mostAnswerBytes(m_gate, operation)};
        if (!operation.requestMedia.empty())
            wire.headers.push_back("Content-Type: " + operation.requestMedia);
        if (operation.needsKey())
            wire.headers.push_back("Idempotency-Key: " + request.key);
        if (operation.requestMedia == "application/json")
        {
            std::string text = request.body.dump();
            wire.body = base::SecretBytes(std::string_view(text));
            base::wipe(text.data(), text.size());
        }
        return wire;
    }

    /// On the wire's thread.
    void answered(std::uint64_t id, CurlTransport::Outcome outcome)
    {
        const contract::Operation* operation = m_waiting->operation(id);
        if (operation == nullptr)
            return;
        if (outcome)
            post(id, interpret(m_gate, *operation, std::move(*outcome)));
        else
            post(id, tl::unexpected<ClientError>(errorOf(outcome.error())));
    }

    void post(std::uint64_t id, Result result) const
    {
        // std::function wants what it holds to be copyable.
        m_executor([waiting = std::weak_ptr(m_waiting), id, shared = std::make_shared<Result>(std::move(result))] {
            const auto alive = waiting.lock();
            if (const Callback done = alive ? alive->take(id) : Callback())
                done(std::move(*shared));
        });
    }

    const contract::Contract& m_contract;
    const contract::SchemaGate& m_gate;
    const base::Clock& m_clock;
    const Executor m_executor;
    const std::shared_ptr<Waiting> m_waiting = std::make_shared<Waiting>();
    std::uint64_t m_lastId = 0;
    CurlTransport m_transport; // last: its thread uses the others
};

GatewayClient::GatewayClient(std::string socketPath, const contract::Contract& contract,
                             const contract::SchemaGate& gate, const base::Clock& clock, Executor executor)
    : m_impl(std::make_unique<Impl>(std::move(socketPath), contract, gate, clock, std::move(executor)))
{
}

GatewayClient::~GatewayClient() = default;

RequestId GatewayClient::request(Request request, Callback done)
{
    return m_impl->request(std::move(request), std::move(done));
}

void GatewayClient::cancel(RequestId id)
{
    m_impl->cancel(static_cast<std::uint64_t>(id));
}

} // namespace banshi::queue::client

// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/dispatcher.h"

#include "banshi/drivers/host/host_call.h"
#include "banshi/drivers/protocol/payloads.h"

#include <QEventLoop>
#include <algorithm>
#include <utility>

namespace banshi::drivers::host
{

namespace
{

using protocol::CompletionCode;

constexpr std::size_t kMaximumRequests = 16; // of one client: one that sends too many shuts out nobody else
constexpr std::size_t kLongestOwner = 80;
constexpr std::int64_t kLongestLeaseMs = 600000; // longer than any one operation; whoever needs more renews it

const protocol::CommandInfo* findIn(protocol::DeviceClass deviceClass, const std::string& name)
{
    for (const protocol::CommandInfo& info : protocol::commandsOf(deviceClass))
        if (info.name == name)
            return &info;
    return nullptr;
}

// Versions are compatible while their majors agree.
bool sameMajor(std::string_view one, std::string_view other)
{
    return one.substr(0, one.find('.')) == other.substr(0, other.find('.'));
}

nlohmann::json interfacesOf(protocol::DeviceClass deviceClass)
{
    nlohmann::json commands = nlohmann::json::object();
    for (const protocol::CommandInfo& info : protocol::commandsOf(deviceClass))
        commands[std::string(info.name)] = {{"versions", {std::string(info.version)}}};
    return nlohmann::json::array({{{"name", std::string(protocol::text(deviceClass))},
                                   {"commands", std::move(commands)},
                                   {"maximumRequests", kMaximumRequests}}});
}

} // namespace

Dispatcher::Dispatcher(const base::Clock& clock, DeviceService& service, StatusBoard& board, Outbox& outbox,
                       DriverWatch& watch, int resetsPerHour)
    : m_clock(clock), m_class(service.deviceClass()), m_board(board), m_outbox(outbox),
      m_keeper(clock, service, board, watch, resetsPerHour),
      m_worker([this](const std::stop_token& stop) { work(stop); })
{
}

Dispatcher::~Dispatcher()
{
    m_worker.request_stop();
    m_queue.stopAll();
    wakeWorker();
}

void Dispatcher::receive(ConnectionId from, std::string_view text)
{
    auto message = protocol::parseMessage(text);
    if (!message)
    {
        const bool badId = message.error().code == protocol::ProtocolCode::BadRequestId;
        m_outbox.send(from, protocol::makeAcknowledge({}, badId ? "invalidRequestID" : "invalidMessage"));
        return;
    }
    const protocol::Header& header = message->header;
    if (header.type != protocol::MessageType::Command)
        m_outbox.send(from, protocol::makeAcknowledge(header, "invalidMessage"));
    else if (!m_queue.isFree(from, *header.requestId))
        m_outbox.send(from, protocol::makeAcknowledge(header, "invalidRequestID"));
    else
        dispatch(from, std::move(*message));
}

void Dispatcher::dispatch(ConnectionId from, protocol::Message message)
{
    const protocol::Header& header = message.header;
    const protocol::CommandInfo* info = findIn(m_class, header.name);
    // What is answered at once takes no place: behind a slow command Cancel and Status are what is wanted.
    if (info != nullptr && !info->immediate && m_queue.sizeOf(from) >= kMaximumRequests)
    {
        m_outbox.send(from, protocol::makeAcknowledge(header, "tooManyRequests"));
        return;
    }
    m_outbox.send(from, protocol::makeAcknowledge(header));
    if (info == nullptr)
    {
        const bool elsewhere = protocol::findCommand(header.name) != nullptr;
        m_outbox.send(from, protocol::makeCompletion(
                                header, elsewhere ? CompletionCode::UnsupportedCommand : CompletionCode::InvalidCommand,
                                nlohmann::json::object(), "not a command of this service"));
        return;
    }
    if (!sameMajor(header.version, info->version))
    {
        m_outbox.send(from, protocol::makeCompletion(header, CompletionCode::InvalidCommand, nlohmann::json::object(),
                                                     "version " + std::string(info->version) + " is offered"));
        return;
    }
    if (info->immediate)
    {
        runAtOnce(from, header, message.payload);
        return;
    }
    if (const auto owner = m_claim.obstacleFor(from, m_clock.now()))
    {
        refuseClaimed(from, header, *owner);
        return;
    }
    auto command = std::make_shared<PendingCommand>();
    command->connection = from;
    if (header.timeout)
        command->deadline = m_clock.now() + *header.timeout;
    command->movesPaper = info->movesPaper;
    command->payload = std::move(message.payload);
    command->header = std::move(message.header);
    m_queue.push(std::move(command));
    wakeWorker();
}

void Dispatcher::runAtOnce(ConnectionId from, const protocol::Header& header, const nlohmann::json& payload)
{
    if (header.name == protocol::command::kCancel)
    {
        cancel(from, header, payload);
        return;
    }
    if (header.name == protocol::command::kClaim || header.name == protocol::command::kRelease)
    {
        claim(from, header, payload);
        return;
    }
    nlohmann::json answer;
    if (header.name == protocol::command::kStatus)
    {
        answer = m_board.status();
    }
    else
    {
        answer = m_board.capabilities();
        answer["interfaces"] = interfacesOf(m_class);
    }
    m_outbox.send(from, protocol::makeCompletion(header, CompletionCode::Success, std::move(answer)));
}

void Dispatcher::cancel(ConnectionId from, const protocol::Header& header, const nlohmann::json& payload)
{
    std::vector<std::uint32_t> ids;
    const auto list = payload.find("requestIds");
    if (list != payload.end() && !list->is_null())
    {
        const auto isId = [](const nlohmann::json& id) { return id.is_number_unsigned() && id <= UINT32_MAX; };
        if (!list->is_array() || !std::ranges::all_of(*list, isId))
        {
            m_outbox.send(from, protocol::makeCompletion(header, CompletionCode::InvalidData, nlohmann::json::object(),
                                                         "requestIds"));
            return;
        }
        ids = list->get<std::vector<std::uint32_t>>();
    }
    for (const CommandPtr& command : m_queue.cancel(from, ids))
        complete(*command, Reply{CompletionCode::Canceled, {}, nlohmann::json::object()});
    m_outbox.send(from, protocol::makeCompletion(header, CompletionCode::Success, nlohmann::json::object()));
}

void Dispatcher::claim(ConnectionId from, const protocol::Header& header, const nlohmann::json& payload)
{
    const base::MonoTime now = m_clock.now();
    const auto end = [&](CompletionCode code, const std::string& why = {}) {
        m_outbox.send(from, protocol::makeCompletion(header, code, nlohmann::json::object(), why));
    };
    if (header.name == protocol::command::kRelease)
        return m_claim.release(from, now) ? end(CompletionCode::Success)
                                          : end(CompletionCode::SequenceError, "not claimed by this connection");
    const auto owner = payload.find("owner");
    const auto lease = payload.find("leaseMs");
    if (owner == payload.end() || !owner->is_string() || owner->get_ref<const std::string&>().empty() ||
        owner->get_ref<const std::string&>().size() > kLongestOwner)
        return end(CompletionCode::InvalidData, "owner");
    if (lease == payload.end() || !lease->is_number_integer() || *lease < 1 || *lease > kLongestLeaseMs)
        return end(CompletionCode::InvalidData, "leaseMs");
    const auto until = now + std::chrono::milliseconds(lease->get<std::int64_t>());
    if (m_claim.take(from, owner->get<std::string>(), now, until))
        end(CompletionCode::Success);
    else
        refuseClaimed(from, header, *m_claim.obstacleFor(from, now));
}

void Dispatcher::refuseClaimed(ConnectionId from, const protocol::Header& header, const std::string& owner)
{
    m_outbox.send(from, protocol::makeCompletion(header, CompletionCode::SequenceError, {{"claimedBy", owner}},
                                                 "claimed by " + owner));
}

void Dispatcher::disconnected(ConnectionId who)
{
    m_claim.drop(who);
    m_queue.drop(who);
    const std::lock_guard lock(m_wakeMutex);
    m_gone.push_back(who);
    m_wake.request_stop();
}

std::optional<base::MonoTime> Dispatcher::expireQueued()
{
    for (const CommandPtr& command : m_queue.expire(m_clock.now()))
        complete(*command, Reply{CompletionCode::TimeOut, "still queued", nlohmann::json::object()});
    return m_queue.nextDeadline();
}

void Dispatcher::complete(const PendingCommand& command, const Reply& reply)
{
    m_outbox.send(command.connection,
                  protocol::makeCompletion(command.header, reply.code, reply.payload, reply.description));
}

void Dispatcher::wakeWorker()
{
    const std::lock_guard lock(m_wakeMutex);
    m_wake.request_stop();
}

std::stop_token Dispatcher::armWake()
{
    const std::lock_guard lock(m_wakeMutex);
    m_wake = std::stop_source();
    return m_wake.get_token();
}

std::vector<ConnectionId> Dispatcher::takeGone()
{
    const std::lock_guard lock(m_wakeMutex);
    return std::exchange(m_gone, {});
}

void Dispatcher::work(const std::stop_token& stop)
{
    // Gives this thread an event dispatcher: drivers use Qt's serial ports and processes synchronously in it.
    const QEventLoop dispatcherOfThisThread;
    m_board.onPollWish([this] { wakeWorker(); });
    serve(stop);
    m_board.onPollWish({});
}

void Dispatcher::serve(const std::stop_token& stop)
{
    while (!stop.stop_requested())
    {
        const std::stop_token wake = armWake();
        while (const CommandPtr command = m_queue.take())
            execute(*command);
        if (stop.stop_requested())
            return;
        for (const ConnectionId who : takeGone())
            m_keeper.left(who, stop);
        m_clock.waitUntil(m_keeper.idle(stop), wake);
    }
}

void Dispatcher::execute(PendingCommand& command)
{
    const HostCall call(m_clock, command.deadline, command.stop.get_token(), [this, &command](const sdk::Event& event) {
        auto [name, payload] = protocol::toJson(event);
        m_outbox.send(command.connection, protocol::makeEvent(command.header, std::move(name), std::move(payload)));
    });
    Reply reply;
    if (const auto late = call.stopReason())
        reply = replyOf(*late);
    else
        reply = m_keeper.run(command, call);
    m_queue.finish();
    complete(command, reply);
    command.payload = nullptr;
}

} // namespace banshi::drivers::host

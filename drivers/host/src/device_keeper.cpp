// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/device_keeper.h"

#include "banshi/drivers/host/host_call.h"
#include "banshi/drivers/protocol/payloads.h"

#include <algorithm>

namespace banshi::drivers::host
{

namespace
{

using namespace std::chrono_literals;

constexpr base::Nanoseconds kFirstPause = 250ms;
constexpr base::Nanoseconds kLongestPause = 5s;
constexpr base::Nanoseconds kOpenLimit = 10s;
constexpr base::Nanoseconds kPollLimit = 3s;
constexpr base::Nanoseconds kPumpLimit = 200ms;
constexpr base::Nanoseconds kStopLimit = 3s; // for a preview that nobody watches any more
constexpr base::Nanoseconds kClosestPolls =
    50ms; // a driver that wishes to be polled in each poll leaves the processor alone

// Calls into the driver; whatever it throws becomes its internal error. The text of an exception is not passed on: it
// might quote what stood on a card.
template <class Result, class Function>
Result guarded(Function function)
{
    try
    {
        return function();
    }
    catch (...)
    {
        return sdk::failure(sdk::ErrorCode::InternalError, "the driver threw an exception");
    }
}

std::string describe(const sdk::Failure& failure)
{
    std::string text = protocol::text(protocol::completionCode(failure.code));
    return failure.detail.empty() ? text : text + ": " + failure.detail;
}

// The reply to a command for which the device cannot be opened.
Reply notOpened(sdk::Failure why)
{
    if (why.code != sdk::ErrorCode::Canceled && why.code != sdk::ErrorCode::HardwareError)
        why.code = sdk::ErrorCode::DeviceNotReady;
    return replyOf(why);
}

} // namespace

DeviceKeeper::DeviceKeeper(const base::Clock& clock, DeviceService& service, StatusBoard& board, DriverWatch& watch,
                           int resetsPerHour)
    : m_clock(clock), m_service(service), m_board(board), m_watch(watch), m_resets(resetsPerHour), m_pause(kFirstPause),
      m_nextOpen(clock.now()), m_nextPoll(clock.now()), m_lastLook(clock.now())
{
}

DeviceKeeper::~DeviceKeeper()
{
    if (m_isOpen)
        m_service.device().close();
}

sdk::Outcome<void> DeviceKeeper::open(const sdk::CallContext& call)
{
    if (m_isOpen)
        return {};
    auto opened = guarded<sdk::Outcome<void>>([&] { return m_service.device().open(call); });
    if (!opened)
    {
        if (opened.failure().code != sdk::ErrorCode::Canceled)
            lose(opened.failure());
        return opened;
    }
    m_isOpen = true;
    m_pause = kFirstPause;
    m_lastLook = m_clock.now();
    m_nextPoll = m_lastLook + m_service.device().pollPeriod();
    m_board.setCapabilities(m_service.capabilities());
    m_board.deviceOpened();
    return {};
}

void DeviceKeeper::lose(const sdk::Failure& why)
{
    if (m_isOpen)
        m_board.log(sdk::LogLevel::Warning, "device lost: " + describe(why));
    m_service.device().close();
    m_service.closed();
    m_viewers.clear(); // a preview ends with the device
    m_isOpen = false;
    m_board.deviceLost();
    const auto state = protocol::deviceStateOf(m_board.status()).value_or(sdk::DeviceState::Starting);
    const bool driverSaidWhy = state == sdk::DeviceState::HardwareError || state == sdk::DeviceState::NoDevice ||
                               state == sdk::DeviceState::PowerOff;
    if (!driverSaidWhy)
        m_board.setDeviceState(why.code == sdk::ErrorCode::HardwareError ? sdk::DeviceState::HardwareError
                                                                         : sdk::DeviceState::Offline,
                               describe(why));
    m_lastLook = m_clock.now();
    m_nextOpen = m_lastLook + m_pause;
    m_pause = std::min(m_pause * 2, kLongestPause);
}

Reply DeviceKeeper::run(const PendingCommand& command, const sdk::CallContext& call)
{
    const std::string& name = command.header.name;
    const auto deadline = call.deadline();
    // What moves paper is told to stop, but not hurried: a sheet that is half out has to be let out.
    const DriverWatch::Turn turn(m_watch, name,
                                 deadline ? std::optional<base::Nanoseconds>(*deadline - call.now()) : std::nullopt,
                                 command.movesPaper ? std::stop_token() : command.stop.get_token());
    const protocol::CommandInfo* info = protocol::findCommand(name);
    if (info != nullptr && info->resets)
        return reset(call);
    if (name == protocol::command::kStopPreview && isWatchedWithout(command.connection))
        return {};
    if (const auto opened = open(call); !opened)
        return notOpened(opened.failure());
    Reply reply = execute(name, command.payload, call);
    if (name == protocol::command::kStartPreview && reply.code == protocol::CompletionCode::Success)
        m_viewers.insert(command.connection);
    return reply;
}

Reply DeviceKeeper::execute(const std::string& command, const nlohmann::json& payload, const sdk::CallContext& call)
{
    Reply reply;
    try
    {
        reply = m_service.execute(command, payload, call);
    }
    catch (...)
    {
        const sdk::Failure thrown = sdk::failure(sdk::ErrorCode::InternalError, "the driver threw an exception");
        lose(thrown);
        reply = replyOf(thrown);
        const protocol::CommandInfo* info = protocol::findCommand(command);
        if (info != nullptr && info->movesPaper)
            reply.code = protocol::CompletionCode::OutcomeUnknown;
        return reply;
    }
    if (reply.code == protocol::CompletionCode::DeviceNotReady)
        lose(sdk::failure(sdk::ErrorCode::DeviceNotReady, reply.description));
    return reply;
}

// Takes a viewer's wish away; true when others still look.
bool DeviceKeeper::isWatchedWithout(ConnectionId who)
{
    m_viewers.erase(who);
    return !m_viewers.empty();
}

void DeviceKeeper::left(ConnectionId who, std::stop_token stop)
{
    if (!m_viewers.contains(who) || isWatchedWithout(who) || !m_service.isStreaming())
        return;
    const std::string command(protocol::command::kStopPreview);
    const DriverWatch::Turn turn(m_watch, command, kStopLimit, stop);
    (void)execute(command, nlohmann::json::object(), HostCall(m_clock, m_clock.now() + kStopLimit, std::move(stop)));
}

Reply DeviceKeeper::reset(const sdk::CallContext& call)
{
    using protocol::CompletionCode;
    if (!m_resets.allowsAny())
        return {CompletionCode::UnsupportedCommand, "its driver allows no reset", nlohmann::json::object()};
    if (const auto wait = m_resets.begin(m_clock.now()))
    {
        const auto millis = std::chrono::ceil<std::chrono::milliseconds>(*wait).count();
        return {CompletionCode::SequenceError,
                "reset too often, which wears the device out; again in " + std::to_string(millis) + " ms",
                {{"retryAfterMs", millis}}};
    }
    m_service.device().close();
    m_service.closed();
    m_viewers.clear(); // a preview ends with the device
    m_isOpen = false;
    m_board.deviceLost();
    m_board.setDeviceState(sdk::DeviceState::Starting, "reset");
    const auto opened = open(call);
    return opened ? Reply{} : notOpened(opened.failure());
}

void DeviceKeeper::poll(const sdk::CallContext& call)
{
    const auto polled = guarded<sdk::Outcome<void>>([&] { return m_service.device().poll(call); });
    m_lastLook = m_clock.now();
    m_nextPoll = m_lastLook + m_service.device().pollPeriod();
    if (!polled && polled.failure().code != sdk::ErrorCode::Canceled)
        lose(polled.failure());
}

void DeviceKeeper::heedWish()
{
    if (!m_board.takePollWish())
        return;
    m_nextPoll = std::min(m_nextPoll, m_lastLook + kClosestPolls);
    m_nextOpen = std::min(m_nextOpen, m_lastLook + kFirstPause);
}

void DeviceKeeper::pump(const sdk::CallContext& call)
{
    const auto pumped = guarded<sdk::Outcome<void>>([&] { return m_service.pump(call); });
    if (!pumped && pumped.failure().code != sdk::ErrorCode::TimeOut &&
        pumped.failure().code != sdk::ErrorCode::Canceled)
        lose(pumped.failure());
}

base::MonoTime DeviceKeeper::idle(std::stop_token stop)
{
    heedWish();
    const base::MonoTime now = m_clock.now();
    if (!m_isOpen)
    {
        if (now >= m_nextOpen)
        {
            const DriverWatch::Turn turn(m_watch, "open", kOpenLimit, stop);
            (void)open(HostCall(m_clock, now + kOpenLimit, std::move(stop)));
        }
        return m_isOpen ? m_nextPoll : m_nextOpen;
    }
    if (m_service.isStreaming())
    {
        const DriverWatch::Turn turn(m_watch, "pumpFrame", kPumpLimit, stop);
        pump(HostCall(m_clock, now + kPumpLimit, std::move(stop)));
        return m_clock.now();
    }
    if (now >= m_nextPoll)
    {
        const DriverWatch::Turn turn(m_watch, "poll", kPollLimit, stop);
        poll(HostCall(m_clock, now + kPollLimit, std::move(stop)));
    }
    return m_isOpen ? m_nextPoll : m_nextOpen;
}

} // namespace banshi::drivers::host

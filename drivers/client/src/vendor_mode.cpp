// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/vendor_mode.h"

#include "banshi/drivers/protocol/commands.h"

#include <QLoggingCategory>
#include <algorithm>

namespace banshi::drivers::client
{

namespace
{

namespace command = protocol::command;
namespace event = protocol::event;
namespace vendormode = protocol::vendormode;
using nlohmann::json;
using protocol::CompletionCode;
using protocol::VendorModeState;

Q_LOGGING_CATEGORY(lcVendorMode, "drivers.vendormode")

constexpr int kMaximumRequests = 16;

json capabilities()
{
    json commands = json::object();
    for (const protocol::CommandInfo& info : protocol::vendorModeCommands())
        commands[std::string(info.name)] = {{"versions", {std::string(info.version)}}};
    return {{"interfaces", json::array({{{"name", std::string(protocol::kVendorModeClass)},
                                         {"commands", std::move(commands)},
                                         {"maximumRequests", kMaximumRequests}}})}};
}

const protocol::CommandInfo* find(const std::string& name)
{
    const auto all = protocol::vendorModeCommands();
    const auto found = std::ranges::find(all, name, &protocol::CommandInfo::name);
    return found == all.end() ? nullptr : &*found;
}

// Whether a Cancel means this request; nothing when its list is none.
std::optional<bool> means(const json& payload, std::uint32_t requestId)
{
    const auto list = payload.find("requestIds");
    if (list == payload.end() || list->is_null() || (list->is_array() && list->empty()))
        return true;
    if (!list->is_array() || !std::ranges::all_of(*list, [](const json& id) { return id.is_number_unsigned(); }))
        return std::nullopt;
    return std::ranges::find(*list, json(requestId)) != list->end();
}

} // namespace

VendorMode::VendorMode(const base::Clock& clock, Send send, QObject* parent)
    : QObject(parent), m_send(std::move(send)), m_limit(clock)
{
    connect(&m_limit, &base::Timer::fired, this, [this] { fail(CompletionCode::TimeOut); });
}

std::vector<std::string> VendorMode::applications() const
{
    std::vector<std::string> names;
    for (const auto& [who, name] : m_applications)
        names.push_back(name);
    return names;
}

void VendorMode::joined(Connection who, std::string user)
{
    m_clients[who] = std::move(user);
}

void VendorMode::left(Connection who)
{
    m_clients.erase(who);
    m_applications.erase(who);
    m_awaited.erase(who);
    if (m_request && m_request->from == who)
        fail(CompletionCode::Canceled);
    else
        settleIfAgreed();
}

void VendorMode::receive(Connection who, std::string_view text)
{
    const auto message = protocol::parseMessage(text);
    if (!message)
    {
        const bool badId = message.error().code == protocol::ProtocolCode::BadRequestId;
        m_send(who, protocol::makeAcknowledge({}, badId ? "invalidRequestID" : "invalidMessage"));
        return;
    }
    const protocol::Header& header = message->header;
    if (header.type != protocol::MessageType::Command)
        m_send(who, protocol::makeAcknowledge(header, "invalidMessage"));
    else if (m_request && m_request->from == who && m_request->header.requestId == header.requestId)
        m_send(who, protocol::makeAcknowledge(header, "invalidRequestID"));
    else
        dispatch(who, *message);
}

void VendorMode::dispatch(Connection from, const protocol::Message& message)
{
    const protocol::Header& header = message.header;
    m_send(from, protocol::makeAcknowledge(header));
    const protocol::CommandInfo* info = find(header.name);
    if (info == nullptr)
        complete(from, header,
                 protocol::findCommand(header.name) != nullptr ? CompletionCode::UnsupportedCommand
                                                               : CompletionCode::InvalidCommand,
                 json::object(), "not a command of this service");
    else if (header.version.substr(0, header.version.find('.')) != info->version.substr(0, info->version.find('.')))
        complete(from, header, CompletionCode::InvalidCommand, json::object(),
                 "version " + std::string(info->version) + " is offered");
    else if (header.name == command::kStatus)
        complete(from, header, CompletionCode::Success, protocol::vendorModeStatusToJson(m_state));
    else if (header.name == command::kCapabilities)
        complete(from, header, CompletionCode::Success, capabilities());
    else if (header.name == command::kCancel)
        cancel(from, message);
    else if (header.name == vendormode::kRegister)
        enroll(from, message);
    else if (header.name == vendormode::kEnterModeRequest || header.name == vendormode::kExitModeRequest)
        begin(from, header, header.name == vendormode::kEnterModeRequest);
    else
        acknowledge(from, header, header.name == vendormode::kEnterModeAcknowledge);
}

void VendorMode::enroll(Connection from, const protocol::Message& message)
{
    const auto name = protocol::appNameFromJson(message.payload);
    if (!name)
        return complete(from, message.header, CompletionCode::InvalidData, json::object(), name.error().detail);
    m_applications[from] = *name;
    complete(from, message.header, CompletionCode::Success, json::object());
    // Who comes in the middle of a change is asked like everybody else.
    if (m_request && m_awaited.insert(from).second)
        ask(from);
}

void VendorMode::begin(Connection from, const protocol::Header& header, bool entering)
{
    if (m_state != (entering ? VendorModeState::Inactive : VendorModeState::Active))
        return complete(from, header, CompletionCode::SequenceError, json::object(), "it is " + text(m_state));
    const auto known = m_applications.find(from);
    m_request = Request{from, header, known == m_applications.end() ? m_clients[from] : known->second};
    for (const auto& [who, name] : m_applications)
        m_awaited.insert(who);
    if (header.timeout)
        m_limit.start(*header.timeout);
    setState(entering ? VendorModeState::EnterPending : VendorModeState::ExitPending);
    for (const Connection who : std::set(m_awaited))
        ask(who);
    settleIfAgreed();
}

void VendorMode::acknowledge(Connection from, const protocol::Header& header, bool entering)
{
    if (!m_request || isEntering() != entering || m_awaited.erase(from) == 0)
        return complete(from, header, CompletionCode::SequenceError, json::object(), "nothing to acknowledge");
    complete(from, header, CompletionCode::Success, json::object());
    settleIfAgreed();
}

void VendorMode::cancel(Connection from, const protocol::Message& message)
{
    const bool isTheirs = m_request && m_request->from == from;
    const auto meant = means(message.payload, isTheirs ? m_request->header.requestId.value_or(0) : 0);
    if (!meant)
        return complete(from, message.header, CompletionCode::InvalidData, json::object(), "requestIds");
    if (isTheirs && *meant)
        fail(CompletionCode::Canceled);
    complete(from, message.header, CompletionCode::Success, json::object());
}

void VendorMode::settleIfAgreed()
{
    if (m_request && m_awaited.empty())
        conclude(CompletionCode::Success, isEntering() ? VendorModeState::Active : VendorModeState::Inactive);
}

void VendorMode::fail(CompletionCode why)
{
    conclude(why, isEntering() ? VendorModeState::Inactive : VendorModeState::Active);
}

void VendorMode::conclude(CompletionCode how, VendorModeState state)
{
    const Request request = *m_request;
    m_request.reset();
    m_awaited.clear();
    m_limit.stop();
    if (how == CompletionCode::Success)
        m_requester = request.who;
    setState(state);
    complete(request.from, request.header, how, json::object());
    if (state == VendorModeState::Active)
        broadcast(vendormode::kModeEnteredEvent, json::object());
    else
        broadcast(vendormode::kModeExitedEvent, protocol::connectedApplicationsToJson(applications()));
}

void VendorMode::setState(VendorModeState state)
{
    m_state = state;
    qCInfo(lcVendorMode).noquote() << "vendor mode is" << QString::fromStdString(text(state));
    broadcast(event::kStatusChanged, {{"vendorMode", {{"service", text(state)}}}});
    Q_EMIT stateChanged();
}

void VendorMode::ask(Connection application)
{
    m_send(application, protocol::makeUnsolicited(std::string(isEntering() ? vendormode::kEnterModeRequestEvent
                                                                           : vendormode::kExitModeRequestEvent),
                                                  json::object()));
}

void VendorMode::complete(Connection to, const protocol::Header& header, CompletionCode code, json payload,
                          const std::string& why)
{
    if (m_clients.contains(to))
        m_send(to, protocol::makeCompletion(header, code, std::move(payload), why));
}

void VendorMode::broadcast(std::string_view name, const json& payload)
{
    const auto news = protocol::makeUnsolicited(std::string(name), payload);
    for (const auto& [who, user] : std::map(m_clients))
        m_send(who, news);
}

} // namespace banshi::drivers::client

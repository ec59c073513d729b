// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/command_office.h"

#include "banshi/city/problem.h"
#include "banshi/city/pseudonyms.h"
#include "banshi/city/random.h"

#include <algorithm>
#include <fmt/core.h>

namespace banshi::city
{

namespace
{

constexpr std::size_t kMostAtOnce = 32; // the contract's

std::string signedText(const std::string& device, const nlohmann::json& wire)
{
    return fmt::format("banshi-command-v1\n{}\n{}\n{}\n{}\n{}\n{}", device, textOf(wire, "id"), textOf(wire, "kind"),
                       sha256Hex(wire.at("args").dump()), textOf(wire, "issued_at"), textOf(wire, "expires_at"));
}

} // namespace

void CommandOffice::addHandlers(Handlers& handlers)
{
    handlers["sendHeartbeat"] = [this](const Call& call) { return heartbeat(call); };
    handlers["getCommands"] = [this](const Call& call) {
        return answer(200, {{"commands", openFor(call.request.device)}});
    };
    handlers["acknowledgeCommand"] = [this](const Call& call) { return acknowledge(call); };
}

std::string CommandOffice::give(const nlohmann::json& order)
{
    constexpr int kUsualTtl = 3600; // seconds
    const auto now = m_clock.wall().utc;
    Command command;
    command.device = textOf(order, "device");
    command.wire = {{"id", newHandle("cmd")},
                    {"kind", order.at("kind")},
                    {"args", order.value("args", nlohmann::json::object())},
                    {"issued_at", base::toRfc3339(now)},
                    {"expires_at", base::toRfc3339(now + std::chrono::seconds(order.value("ttl_s", kUsualTtl)))},
                    {"key_id", m_keys.signKeyId()}};
    const std::string text = signedText(command.device, command.wire);
    command.wire["signature"] = m_keys.sign(order.value("spoil", false) ? text + "!" : text);
    m_commands.push_back(command);
    return textOf(command.wire, "id");
}

Response CommandOffice::heartbeat(const Call& call)
{
    ++m_heartbeats;
    m_lastHeartbeat[call.request.device] = call.body;
    auto reply =
        answer(200, {{"utc", base::toRfc3339(m_clock.wall().utc)}, {"commands", openFor(call.request.device)}});
    reply.keep = false; // a minute later there are others
    return reply;
}

Response CommandOffice::acknowledge(const Call& call)
{
    const auto found = std::find_if(m_commands.begin(), m_commands.end(), [&](const Command& command) {
        return command.device == call.request.device && textOf(command.wire, "id") == call.params.at("command_id");
    });
    if (found == m_commands.end())
        return problem("request.forbidden", "no command of this machine has that id");
    found->result = textOf(call.body, "result");
    found->code = textOf(call.body, "code");
    return answer(200, {{"accepted", true}});
}

nlohmann::json CommandOffice::openFor(const std::string& device) const
{
    nlohmann::json open = nlohmann::json::array();
    for (const auto& command : m_commands)
        if (command.device == device && command.result.empty() && open.size() < kMostAtOnce)
            open.push_back(command.wire);
    return open;
}

nlohmann::json CommandOffice::dump() const
{
    nlohmann::json commands = nlohmann::json::array();
    for (const auto& command : m_commands)
        commands.push_back({{"id", command.wire.at("id")},
                            {"device", command.device},
                            {"kind", command.wire.at("kind")},
                            {"result", command.result},
                            {"code", command.code}});
    return {{"heartbeats", m_heartbeats}, {"last_heartbeat", m_lastHeartbeat}, {"commands", commands}};
}

} // namespace banshi::city

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/protocol/completion_code.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace banshi::drivers::client
{

/// The one end of a command. Threads: plain value.
struct Completion
{
    std::uint32_t requestId = 0;
    std::string command;
    protocol::CompletionCode code = protocol::CompletionCode::Success;
    std::string errorCode;   ///< the payload's, with CommandErrorCode
    std::string description; ///< for developers
    nlohmann::json payload = nlohmann::json::object();

    [[nodiscard]] bool ok() const { return code == protocol::CompletionCode::Success; }
    /// True when the device has surely not done what was asked: refused, cancelled before its turn, or never sent. Of
    /// commands that move paper every code but success and `outcomeUnknown` says so.
    [[nodiscard]] bool isSurelyUndone() const { return !ok() && code != protocol::CompletionCode::OutcomeUnknown; }
};

} // namespace banshi::drivers::client

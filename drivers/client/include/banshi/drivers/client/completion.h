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
};

} // namespace banshi::drivers::client

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace banshi::city
{

/// One durable record that reached the platform, opened and held against the contract.
struct DurableItem
{
    std::string operation; ///< `reports`, `prints`, `refunds`, `fulfilments` or `ratings`
    std::string device;
    std::string key;
    std::string origin; ///< `<epoch>-<seq>`, or `direct` when it came without a gateway
    bool late = false;
    nlohmann::json body;
};

/// What the platform says of it. An empty `problem` means accepted; one of class `retry` asks to come again.
struct DurableVerdict
{
    std::string problem = {};
    std::string detail = {};
};

using DurableHandler = std::function<DurableVerdict(const DurableItem&)>;
/// By operation.
using DurableHandlers = std::map<std::string, DurableHandler>;

} // namespace banshi::city

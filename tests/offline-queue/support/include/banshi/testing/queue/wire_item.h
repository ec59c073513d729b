// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/records.h"
#include "banshi/testing/queue/platform_keys.h"

#include <nlohmann/json.hpp>

namespace banshi::testing::queue
{

/// What of an item of the contract's batch it takes to open it.
inline banshi::queue::store::OutboundItem wireItem(const nlohmann::json& item)
{
    banshi::queue::store::OutboundItem read;
    read.key = item.at("key");
    read.operation = item.at("operation");
    read.suite = item.at("suite");
    read.sealed = fromBase64(item.at("sealed"));
    return read;
}

} // namespace banshi::testing::queue

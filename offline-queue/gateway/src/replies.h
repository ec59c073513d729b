// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/contract/contract.h"
#include "banshi/queue/district/error.h"
#include "banshi/queue/gateway/http.h"
#include "banshi/queue/store/error.h"

#include <nlohmann/json.hpp>

namespace banshi::queue::gateway
{

[[nodiscard]] HttpReply jsonReply(int status, const nlohmann::json& body);
/// A problem of the contract by its code.
[[nodiscard]] HttpReply problemReply(const contract::Contract& contract, std::string_view code,
                                     std::string detail = {});
/// What a failure of the durable file means to the caller.
[[nodiscard]] HttpReply storeReply(const contract::Contract& contract, const store::StoreError& error);
/// What a failure of a district's database means to the machine: it comes again.
[[nodiscard]] HttpReply databaseReply(const contract::Contract& contract, const district::DistrictError& error);

} // namespace banshi::queue::gateway

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/gateway/district_gateway.h"

#include <optional>

namespace banshi::queue::gateway
{

/// sendQueueBatch: answered when the database has committed, and the same way again under the request's own key. The
/// body is taken apart.
[[nodiscard]] HttpReply takeBatch(const DistrictGateway::Parts& parts, const HttpRequest& request,
                                  nlohmann::json& body);
/// reconcile, from our own records: they are what the machine has receipts of.
[[nodiscard]] HttpReply compareQueues(const DistrictGateway::Parts& parts, const std::string& device,
                                      const nlohmann::json& body);
/// getOutcome of a record that came through here; nothing when the platform has to be asked.
[[nodiscard]] std::optional<HttpReply> outcomeOf(const DistrictGateway::Parts& parts, const std::string& device,
                                                 const std::string& key);

} // namespace banshi::queue::gateway

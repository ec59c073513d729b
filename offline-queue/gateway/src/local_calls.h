// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/gateway/gateway.h"
#include "banshi/queue/gateway/online_calls.h"

namespace banshi::queue::gateway
{

/// Serves the `/local/…` operations from the durable file. Threads: any.
[[nodiscard]] HttpReply serveLocal(const Gateway::Parts& parts, const CheckedRequest& request);

} // namespace banshi::queue::gateway

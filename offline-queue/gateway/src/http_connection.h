// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/gateway/http.h"

#include <atomic>

namespace banshi::queue::gateway
{

/// Serves one connection until its end, silence or a fault: reads a request, answers, clears what it held.
/// Returns with the descriptor still open. Threads: the connection's own.
void serveConnection(int descriptor, const Service& service, const std::atomic<bool>& isStopping);

} // namespace banshi::queue::gateway

// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/start_limit.h"

namespace banshi::drivers::host
{

StartLimit::StartLimit(const base::Clock& clock, base::Nanoseconds limit, std::function<void()> over)
    : m_thread([&clock, end = clock.now() + limit, over = std::move(over)](const std::stop_token& stop) {
          if (clock.waitUntil(end, stop))
              over();
      })
{
}

} // namespace banshi::drivers::host

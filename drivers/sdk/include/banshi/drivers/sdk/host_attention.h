// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/host_services.h"

namespace banshi::drivers::sdk
{

/// What a host does for a driver beside HostServices, since interface 1.1: a driver whose device or library speaks up
/// on its own (a cover is opened, a cable is pulled) has it looked at now instead of at the end of pollPeriod().
/// Threads: any, a vendor library's own included.
class HostAttention
{
public:
    virtual ~HostAttention() = default;
    /// Asks for poll() as soon as no operation runs, or for open() when the device is not open. Many requests before
    /// that count as one; the host looks at most every 50 ms, and at a closed device every 250 ms.
    virtual void pollSoon() = 0;
};

/// The host's attention; null where the host offers interface 1.0 only. Lives as long as `host`. Threads: any.
[[nodiscard]] inline HostAttention* attentionOf(HostServices& host)
{
    return dynamic_cast<HostAttention*>(&host);
}

} // namespace banshi::drivers::sdk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/gateway/gateway_config.h"
#include "banshi/queue/gateway/tls_server.h"

namespace banshi::queue::gateway
{

/// The file of an instance of a district's gateway. Paths are absolute after loading.
struct DistrictConfig
{
    std::string name; ///< that our certificate has, e.g. `DISTRICT-01`
    TlsServerOptions listener;
    std::filesystem::path receiptKey; ///< secret Ed25519 key that machines' receipts are signed with
    std::filesystem::path metricsSocket;
    std::filesystem::path portFile; ///< gets the port once it is open
    int lanes = 0;                  ///< devices that are sent for at once
    std::chrono::seconds lease{0};  ///< how long a dead instance's devices wait
    PlatformAddress platform;
};

/// Reads the file and looks into the files that it names. Errors: every fault with file, line and what would be right.
[[nodiscard]] base::Result<DistrictConfig, std::vector<base::ConfigFault>>
loadDistrictConfig(const std::filesystem::path& file);

} // namespace banshi::queue::gateway

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/config_table.h"

#include <filesystem>
#include <optional>
#include <string>

namespace banshi::queue::gateway
{

/// The part of the machine file that the gateway reads. Paths are absolute after loading.
struct GatewayConfig
{
    bool production = false;
    std::string deviceId;
    std::filesystem::path socket;
    std::filesystem::path metricsSocket;
    std::filesystem::path dataDir;
    std::filesystem::path clockFile; ///< empty: the machine's own clock
    std::string url;
    std::filesystem::path ca;
    std::filesystem::path certificate;
    std::filesystem::path key;
    std::filesystem::path sealKey;
    std::filesystem::path signatureKey;
};

/// Reads the machine file and looks into the files that it names. Errors: every fault with file, line and what would be
/// right.
[[nodiscard]] base::Result<GatewayConfig, std::vector<base::ConfigFault>>
loadGatewayConfig(const std::filesystem::path& file);

/// Until when the first certificate of a PEM file is valid; nothing when it cannot be read. Threads: any.
[[nodiscard]] std::optional<base::UtcTime> certificateUntil(const std::filesystem::path& file);

} // namespace banshi::queue::gateway

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/config_table.h"

#include <filesystem>
#include <optional>
#include <string>

namespace banshi::queue::gateway
{

/// Where the platform is and who we are to it: `[platform]` of either role. Paths are absolute after loading.
struct PlatformAddress
{
    std::string url;
    std::string pin; ///< `sha256//<base64>` of the platform's public key; empty for any that our authority signed
    std::filesystem::path ca;
    std::filesystem::path certificate;
    std::filesystem::path key;
    std::filesystem::path signatureKey;
};

/// The part of the machine file that the gateway reads. Paths are absolute after loading.
struct GatewayConfig
{
    bool production = false;
    std::string deviceId;
    std::filesystem::path socket;
    std::filesystem::path metricsSocket;
    std::filesystem::path dataDir;
    std::string tpm;                 ///< TCTI of the TPM that seals the machine key; empty: none
    std::filesystem::path clockFile; ///< empty: the machine's own clock
    PlatformAddress platform;
    std::filesystem::path
        identityDir; ///< where the gateway keeps certificate and key itself; empty when they are named
    std::filesystem::path sealKey;
    std::filesystem::path receiptKey; ///< whose receipts count: the next hop's, signatureKey when none is named
};

/// Reads the machine file and looks into the files that it names. Errors: every fault with file, line and what would be
/// right.
[[nodiscard]] base::Result<GatewayConfig, std::vector<base::ConfigFault>>
loadGatewayConfig(const std::filesystem::path& file);

/// Until when the first certificate of a PEM file is valid; nothing when it cannot be read. Threads: any.
[[nodiscard]] std::optional<base::UtcTime> certificateUntil(const std::filesystem::path& file);

} // namespace banshi::queue::gateway

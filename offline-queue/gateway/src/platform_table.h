// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/config_table.h"
#include "banshi/queue/gateway/gateway_config.h"
#include "banshi/queue/sync/https_client.h"

#include <functional>

namespace banshi::queue::gateway
{

/// The file that `key` names, held against `faultOf` when it is named at all; empty when it is not. Threads: any.
[[nodiscard]] std::filesystem::path
readFileEntry(base::ConfigTable& table, const std::filesystem::path& folder, const std::string& key,
              const std::string& wanted, const std::function<std::string(const std::filesystem::path&)>& faultOf);

/// What is wrong with the file of a public Ed25519 key; empty when nothing is.
[[nodiscard]] std::string faultOfSignatureKey(const std::filesystem::path& file);

/// Reads `[platform]`, without what only one of the roles wants of it. Certificate and key stay empty when neither is
/// named. Threads: any.
[[nodiscard]] PlatformAddress readPlatform(base::ConfigTable& platform, const std::filesystem::path& folder);

/// The same as HTTPS wants it.
[[nodiscard]] sync::TlsIdentity identityOf(const PlatformAddress& platform);

} // namespace banshi::queue::gateway

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/sync/https_client.h"

#include <filesystem>
#include <string>

namespace banshi::testing::queue
{

/// How the machine of a folder of makeTestTls() shows itself at `url`, and whom it believes there.
[[nodiscard]] inline banshi::queue::sync::TlsIdentity kioskIdentity(const std::filesystem::path& tls,
                                                                    const std::string& url)
{
    return {url, tls / "ca.pem", tls / "kiosk.pem", tls / "kiosk.key"};
}

} // namespace banshi::testing::queue

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/host/signature.h"

#include <optional>
#include <string>
#include <vector>

namespace banshi::drivers::host
{

/// Whose plug-ins this machine loads: a folder with `city.pub` (the city's public keys in hex, one a line) and
/// `revoked.json` (optional, signed by the city). Folder and plug-ins belong to root: between this check and the
/// loader's look at the file nobody else may change it. Threads: any.
class PluginTrust
{
public:
    /// Errors: NotTrusted when there is no city key, or the revocation list is not the city's.
    [[nodiscard]] static base::Result<PluginTrust, HostError> load(const std::string& folder);

    /// Checks `<file>.sig`: the file is what the vendor signed, the vendor's key is counter-signed by the city, and
    /// neither is revoked. Opens no library. Errors: NotTrusted; `detail` says which of these is not so.
    [[nodiscard]] base::Result<FileSignature, HostError> verify(const std::string& file, SignedKind kind) const;

private:
    [[nodiscard]] bool isTheCitys(const std::string& statement, const Ed25519Signature& signature) const;

    std::vector<PublicKey> m_cityKeys;
    std::optional<RevocationList> m_revoked;
};

} // namespace banshi::drivers::host

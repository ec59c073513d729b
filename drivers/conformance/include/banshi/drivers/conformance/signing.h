// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/conformance/rig.h"
#include "banshi/drivers/host/signature.h"

#include <string>
#include <vector>

namespace banshi::drivers::conformance
{

/// Makes a key pair: `<stem>.key` (the secret seed in hex, for its owner's eyes only) and `<stem>.pub`. Never replaces
/// a key. Errors: BadUse. Threads: any.
[[nodiscard]] base::Result<void, GroundError> makeKeys(const std::string& stem);

/// The city counter-signs a vendor's public key: writes `out`. Errors: BadUse. Threads: any.
[[nodiscard]] base::Result<void, GroundError> certify(const std::string& cityKey, const std::string& vendor,
                                                      const std::string& vendorPublicKey, const std::string& out);

/// What the city withdraws.
struct Withdrawal
{
    std::vector<std::string> publicKeys; ///< files of vendors' public keys
    std::vector<std::string> files;      ///< plug-in files
};
/// Adds to the revocation list `out`, or begins it. Errors: BadUse. Threads: any.
[[nodiscard]] base::Result<void, GroundError> revoke(const std::string& cityKey, const Withdrawal& withdrawal,
                                                     const std::string& out);

/// The vendor signs a plug-in, or the report of one (`.json`): writes `<file>.sig`. Of a report `plugin` is the file
/// that it has to be of, with full marks. Errors: BadUse. Threads: any.
[[nodiscard]] base::Result<void, GroundError> signFile(const std::string& vendorKey, const std::string& certificate,
                                                       const std::string& file, const std::string& plugin = {});

/// What a file's name says it is: a report ends in `.json`. Threads: any.
[[nodiscard]] host::SignedKind kindOf(const std::string& file);

} // namespace banshi::drivers::conformance

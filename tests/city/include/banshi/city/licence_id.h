// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace banshi::city
{

/// The unified social credit code (GB 32100-2015) of a state organ in the unassigned region 440399, made from the
/// eight characters of its organisation code; both check characters are computed (GB 11714, GB 32100).
[[nodiscard]] std::string departmentCode(const std::string& organisation);

/// The check character of ISO 7064 MOD 37,36 over digits and capital letters.
[[nodiscard]] char checkMod37(const std::string& text);

/// An e-licence identifier (GB/T 36904-2018): `1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>`.
/// `type` is the issuer's code with three digits of the kind of licence.
[[nodiscard]] std::string licenceId(const std::string& type, const std::string& issuer, const std::string& serial);

} // namespace banshi::city

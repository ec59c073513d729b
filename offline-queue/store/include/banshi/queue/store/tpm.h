// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace banshi::queue::store
{

/// The TCTI of this machine's TPM 2 when it has one, else empty. A TCTI names the way to a TPM as tpm2-tss does
/// (Tss2_TctiLdr_Initialize(3)): `device:/dev/tpmrm0`, `swtpm:host=127.0.0.1,port=2321`.
[[nodiscard]] std::string tpmOfThisMachine();

} // namespace banshi::queue::store

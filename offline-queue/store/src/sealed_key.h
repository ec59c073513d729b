// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/error.h"
#include "banshi/queue/store/records.h"

#include <span>

namespace banshi::queue::store
{

/// The content of `machine.key.tpm` around what a TPM has sealed, see FORMAT.md, "The machine key".
[[nodiscard]] Bytes encodeSealedKey(std::span<const std::uint8_t> sealed);

/// What was sealed. Errors: NewerFormat (a version of tomorrow), KeyUnusable (anything else that is not whole).
[[nodiscard]] StoreResult<Bytes> decodeSealedKey(std::span<const std::uint8_t> content);

} // namespace banshi::queue::store

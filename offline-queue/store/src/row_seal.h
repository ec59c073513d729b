// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine_key.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace banshi::queue::store
{

/// What a sealed text belongs to, in words that cannot be mistaken for others: a text moved to another row, or whose
/// row has changed, does not open.
[[nodiscard]] std::string placeOf(std::initializer_list<std::string_view> words);

/// JSON text that only this machine opens, as JSON text again: `{"banshi-sealed-v1":"<base64>"}` (XChaCha20-Poly1305,
/// the key derived from the machine key, `place` as associated data).
[[nodiscard]] std::string sealText(const MachineKey& key, const std::string& place, std::string_view text);

/// The text again; text that was never sealed (format 1 of before) as it stands; nothing when it was sealed by a
/// machine key that is not on the ring, or text or place have changed.
[[nodiscard]] std::optional<std::string> openText(const KeyRing& keys, const std::string& place,
                                                  const std::string& text);

} // namespace banshi::queue::store

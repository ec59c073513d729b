// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"

#include <array>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace banshi::drivers::virtual_idcard
{

/// What is stored on one simulated chip.
struct CardImage
{
    std::array<std::uint8_t, 256> text{};
    std::array<std::uint8_t, 1024> photo{};
    std::array<std::uint8_t, 1024> fingerprint{};           ///< two templates
    std::optional<std::vector<std::uint8_t>> newestAddress; ///< 70 bytes
};

/// Why a card cannot be made.
enum class CardFault
{
    BadMember, ///< `detail` names it
};

/// Makes a chip from a card's members: `cardType` (citizen | J | I), `name`, `sex`, `nation`, `birth`, `address`,
/// `number`, `issuer`, `validFrom`, `validTo`, `passNumber`, `issueCount`, `englishName`, `nationality`, `photoWebp`
/// (base64, at most 1,018 bytes), `fingerprint` (base64, at most 1,024 bytes), `newestAddress`, and `typeLetter` to
/// write a letter that no layout has. Texts that are longer than their field are cut, as the authorities do. Errors:
/// BadMember.
[[nodiscard]] base::Result<CardImage, base::KitError<CardFault>> makeCard(const nlohmann::json& card);

} // namespace banshi::drivers::virtual_idcard

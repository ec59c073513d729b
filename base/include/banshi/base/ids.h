// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/clock.h"

#include <compare>
#include <string>

namespace banshi::base
{

/// A name that cannot be mixed up with another kind of name. `Tag` is any type, never instantiated.
template <class Tag>
struct Id
{
    std::string value;
    auto operator<=>(const Id&) const = default;
    [[nodiscard]] bool empty() const { return value.empty(); }
};

/// A fresh UUIDv7 (RFC 9562) from the kernel's random source, lower case with hyphens: sorts by time of minting.
[[nodiscard]] std::string newUuid(const Clock& clock);
/// True for a well-formed lower-case UUID text of version 7.
[[nodiscard]] bool isUuid(const std::string& text);

} // namespace banshi::base

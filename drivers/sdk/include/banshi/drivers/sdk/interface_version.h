// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace banshi::drivers::sdk
{

/// A version of the interface between host and plug-in. A host takes plug-ins of its own major whose minor is not newer
/// than its own. Threads: plain value.
struct InterfaceVersion
{
    int major = 0;
    int minor = 0;
};

/// The version that this SDK describes, and that hosts built with it offer.
inline constexpr InterfaceVersion kInterface{1, 1};

/// True when a host that offers `offered` can load a plug-in that needs `needed`.
[[nodiscard]] constexpr bool serves(InterfaceVersion offered, InterfaceVersion needed)
{
    return needed.major == offered.major && needed.minor <= offered.minor;
}

} // namespace banshi::drivers::sdk

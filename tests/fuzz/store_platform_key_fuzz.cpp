// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/platform_key.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using banshi::queue::store::PlatformKey;
    constexpr std::size_t kOverhead = 48; // of suite 1, the least of all
    const auto key = PlatformKey::parse(std::string(data, data + size));
    if (!key)
        return 0;
    // A weak point of the curve is refused when something is sealed for it.
    for (const auto& sealed :
         {key->seal({data, size}), key->sealBody({data, size}, "reports", "01890a5d-ac96-774b-bcce-b302099a8057")})
        if (sealed && sealed->bytes.size() < size + kOverhead)
            std::abort();
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/platform_key.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto key = banshi::queue::store::PlatformKey::parse(std::string(data, data + size));
    if (key && key->seal({data, size}).size() != size + 48)
        std::abort();
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator's decoder: any bytes, in any pieces.
#include "banshi/drivers/virtual/receipt/mechanism.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace banshi::drivers::virtual_receipt;
    Mechanism mechanism;
    std::span<const std::uint8_t> rest(data, size);
    while (!rest.empty())
    {
        const std::size_t part = std::min<std::size_t>(rest.size(), 1 + rest[0] % 61);
        mechanism.receive(rest.first(part));
        rest = rest.subspan(part);
        while (mechanism.step() != Step::Idle)
            if (const auto slip = mechanism.takeSlip())
                (void)slip->text();
        (void)mechanism.takeAnswers();
    }
    return 0;
}

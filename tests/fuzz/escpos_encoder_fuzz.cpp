// SPDX-License-Identifier: GPL-3.0-or-later
// Any text on a slip: the driver must encode it, and no command that the text holds may reach the printer.
#include "banshi/drivers/plugins/receipt_escpos/encoder.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace banshi::drivers;
    const std::string text(data, data + std::min<std::size_t>(size, 40));
    const std::string half = text.substr(0, text.size() / 2);
    const sdk::Slip slip{"fuzz",
                         {sdk::TextLine{text, 1 + static_cast<int>(size % 2), sdk::Align::Center, true},
                          sdk::PairLine{half, text.substr(half.size()), false}}};
    const plugins::receipt_escpos::HeadFormat format{size % 3 == 0 ? 32 : 48, plugins::receipt_escpos::Charset::Gbk};
    const auto bytes = plugins::receipt_escpos::encodeSlip(slip, format, false);
    if (!bytes)
        std::abort();
    for (const std::uint8_t second : {0x04, 0x05, 0x14})
    {
        const std::uint8_t realTime[] = {0x10, second};
        if (std::search(bytes->begin(), bytes->end(), std::begin(realTime), std::end(realTime)) != bytes->end())
            std::abort();
    }
    return 0;
}

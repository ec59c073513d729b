// SPDX-License-Identifier: GPL-3.0-or-later
// What comes over the line of a code scanner: any bytes, in any pieces, must give the same code or none, and a code
// never holds what would end it.
#include "banshi/drivers/plugins/scanner_serial/code_assembler.h"
#include "banshi/drivers/sdk/aim_identifier.h"

#include <algorithm>
#include <cstdlib>

using namespace banshi::drivers::plugins::scanner_serial;

namespace
{

std::optional<std::vector<std::uint8_t>> codeOf(std::span<const std::uint8_t> bytes, std::size_t piece)
{
    CodeAssembler assembler;
    for (std::size_t at = 0; at < bytes.size(); at += piece)
        assembler.feed(bytes.subspan(at, std::min(piece, bytes.size() - at)));
    return assembler.take();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // Upper bytes become ends, so that mutations meet them often.
    std::vector<std::uint8_t> bytes(data, data + size);
    std::ranges::replace_if(
        bytes, [](std::uint8_t byte) { return byte >= 0xF0; }, std::uint8_t(0x0D));
    const auto whole = codeOf(bytes, bytes.size() + 1);
    if (codeOf(bytes, 1) != whole || codeOf(bytes, 7) != whole)
        std::abort();
    if (!whole)
        return 0;
    if (whole->empty() || whole->size() > CodeAssembler::kLongestCode || std::ranges::count(*whole, 0x0D) > 0)
        std::abort();
    if (banshi::drivers::sdk::aimSymbology(*whole) && (*whole)[0] != ']')
        std::abort();
    return 0;
}

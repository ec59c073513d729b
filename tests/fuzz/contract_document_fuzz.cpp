// SPDX-License-Identifier: GPL-3.0-or-later
// What the quick reader takes is what nlohmann reads from the same bytes.
#include "banshi/queue/contract/document.h"
#include "quick_parse.h"

#include <cstdint>
#include <cstdlib>

namespace contract = banshi::queue::contract;
using nlohmann::json;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (!contract::parseDocument(text)) // also: too deep for either
        return 0;
    if (const auto quick = contract::quickParse(text); quick && *quick != json::parse(text, nullptr, false))
        std::abort();
    return 0;
}

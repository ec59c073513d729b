// SPDX-License-Identifier: GPL-3.0-or-later
// Problems as the bytes come, and with members grown from the bytes; what parses has to survive a round trip.
#include "banshi/queue/contract/document.h"
#include "banshi/queue/contract/problem.h"

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

namespace contract = banshi::queue::contract;
using nlohmann::json;

namespace
{

void roundTrip(const json& document)
{
    const auto problem = contract::parseProblem(document);
    if (!problem)
        return;
    const auto again = contract::parseProblem(toJson(*problem));
    if (!again || again->code != problem->code || again->kind != problem->kind || again->status != problem->status)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto document = contract::parseDocument(text))
        roundTrip(*document);
    if (size < 4)
        return 0;
    json document = {{"type", "x"},
                     {"title", std::string(text.substr(4))},
                     {"status", 350 + data[0]},
                     {"code", "a" + std::to_string(data[1]) + ".b"},
                     {"class", data[2] % 2 == 0 ? "retry" : "user"},
                     {"message", {{"zh", std::string(text.substr(4))}, {"en", data[3]}}},
                     {"retry_after_s", static_cast<int>(data[3]) * 1000 - 500}};
    roundTrip(document);
    return 0;
}

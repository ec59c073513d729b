// SPDX-License-Identifier: GPL-3.0-or-later
// What an input device says, and what a machine file says of its keys: any bytes in any pieces give the same events.
#include "banshi/drivers/plugins/keypad_hid/event_cutter.h"
#include "banshi/drivers/plugins/keypad_hid/key_map.h"

#include <algorithm>
#include <cstdlib>
#include <string>

using namespace banshi::drivers::plugins::keypad_hid;

namespace
{

std::vector<InputEvent> eventsOf(std::span<const std::uint8_t> bytes, std::size_t piece)
{
    std::vector<InputEvent> events;
    EventCutter cutter;
    for (std::size_t at = 0; at < bytes.size(); at += piece)
    {
        cutter.feed(bytes.subspan(at, std::min(piece, bytes.size() - at)));
        while (const auto event = cutter.take())
            events.push_back(*event);
    }
    return events;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span input(data, size);
    const auto whole = eventsOf(input, size + 1);
    if (eventsOf(input, 1) != whole || eventsOf(input, 7) != whole)
        std::abort();
    const std::string text(input.begin(), input.end());
    if (const auto keys = parseKeys({text, "28=enter"}); keys && keys->at(28) != "enter")
        std::abort();
    for (const std::string& entry : {text, "jack=2 " + text, "jack=" + text})
        if (const auto line = parseSwitch(entry); line && (line->name.empty() || line->on == line->off))
            std::abort();
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/keypad_hid/event_cutter.h"

#include <banshi/drivers/sdk/wipe.h>
#include <cstring>
#include <linux/input.h>

namespace banshi::drivers::plugins::keypad_hid
{

void EventCutter::feed(std::span<const std::uint8_t> bytes)
{
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
}

std::optional<InputEvent> EventCutter::take()
{
    input_event raw{};
    if (m_bytes.size() < sizeof raw)
        return std::nullopt;
    std::memcpy(&raw, m_bytes.data(), sizeof raw);
    const InputEvent event{raw.type, raw.code, raw.value};
    std::vector<std::uint8_t> rest(m_bytes.begin() + sizeof raw, m_bytes.end());
    sdk::wipe(m_bytes);
    m_bytes = std::move(rest);
    return event;
}

void EventCutter::reset()
{
    sdk::wipe(m_bytes);
}

} // namespace banshi::drivers::plugins::keypad_hid

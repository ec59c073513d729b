// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace banshi::drivers::plugins::keypad_hid
{

/// What matters of one event of the kernel.
struct InputEvent
{
    std::uint16_t type = 0;
    std::uint16_t code = 0;
    std::int32_t value = 0;
    bool operator==(const InputEvent&) const = default;
};

/// Cuts a stream of `struct input_event` (linux/input.h) into events. Threads: one.
class EventCutter
{
public:
    ~EventCutter() { reset(); }
    void feed(std::span<const std::uint8_t> bytes);
    /// The next whole event.
    [[nodiscard]] std::optional<InputEvent> take();
    /// Forgets and overwrites everything.
    void reset();

private:
    std::vector<std::uint8_t> m_bytes;
};

} // namespace banshi::drivers::plugins::keypad_hid

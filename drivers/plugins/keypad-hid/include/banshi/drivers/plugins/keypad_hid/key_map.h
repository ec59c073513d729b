// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What the kernel's codes mean on this keypad (linux/input-event-codes.h). Threads: pure.
namespace banshi::drivers::plugins::keypad_hid
{

/// A switch that stays where it is: its name, and its words.
struct SwitchLine
{
    std::string name; ///< XFS4IoT's, e.g. `enhancedAudioSensor`
    std::uint16_t code = 0;
    std::string on;
    std::string off;
};

/// Keys by their code, and their word.
using KeyMap = std::map<std::uint16_t, std::string>;

/// The keys of a usual keypad: digits, enter, cancel, arrows, volume, help, two assistive switches.
[[nodiscard]] const KeyMap& usualKeys();
/// The jack of a headset, as the kernel tells it (SW_HEADPHONE_INSERT).
[[nodiscard]] SwitchLine usualJack();
/// Reads entries `CODE=WORD` of the option `keys`; nothing when one cannot be right or a code comes twice.
[[nodiscard]] std::optional<KeyMap> parseKeys(const std::vector<std::string>& entries);
/// Reads one entry `NAME=CODE ON:OFF` of the option `switches`; nothing when it cannot be right.
[[nodiscard]] std::optional<SwitchLine> parseSwitch(const std::string& entry);

} // namespace banshi::drivers::plugins::keypad_hid

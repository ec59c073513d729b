// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/keypad_hid/key_map.h"

#include <algorithm>
#include <charconv>
#include <linux/input-event-codes.h>

namespace banshi::drivers::plugins::keypad_hid
{

namespace
{

constexpr std::size_t kLongestWord = 40;

bool isWord(const std::string& text)
{
    return !text.empty() && text.size() <= kLongestWord && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
}

std::optional<std::uint16_t> codeOf(const std::string& text, std::uint16_t most)
{
    std::uint16_t code = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), code);
    if (fault != std::errc() || end != text.data() + text.size() || code > most)
        return std::nullopt;
    return code;
}

} // namespace

const KeyMap& usualKeys()
{
    static const KeyMap keys{
        {KEY_0, "zero"},
        {KEY_1, "one"},
        {KEY_2, "two"},
        {KEY_3, "three"},
        {KEY_4, "four"},
        {KEY_5, "five"},
        {KEY_6, "six"},
        {KEY_7, "seven"},
        {KEY_8, "eight"},
        {KEY_9, "nine"},
        {KEY_KP0, "zero"},
        {KEY_KP1, "one"},
        {KEY_KP2, "two"},
        {KEY_KP3, "three"},
        {KEY_KP4, "four"},
        {KEY_KP5, "five"},
        {KEY_KP6, "six"},
        {KEY_KP7, "seven"},
        {KEY_KP8, "eight"},
        {KEY_KP9, "nine"},
        {KEY_ENTER, "enter"},
        {KEY_KPENTER, "enter"},
        {KEY_ESC, "cancel"},
        {KEY_BACKSPACE, "backspace"},
        {KEY_UP, "up"},
        {KEY_DOWN, "down"},
        {KEY_LEFT, "left"},
        {KEY_RIGHT, "right"},
        {KEY_HELP, "help"},
        {KEY_VOLUMEUP, "volumeUp"},
        {KEY_VOLUMEDOWN, "volumeDown"},
        {BTN_0, "switch1"},
        {BTN_1, "switch2"},
    };
    return keys;
}

SwitchLine usualJack()
{
    return {"enhancedAudioSensor", SW_HEADPHONE_INSERT, "present", "notPresent"};
}

std::optional<KeyMap> parseKeys(const std::vector<std::string>& entries)
{
    KeyMap keys;
    for (const std::string& entry : entries)
    {
        const auto equals = entry.find('=');
        const auto code = codeOf(entry.substr(0, equals), KEY_MAX);
        if (equals == std::string::npos || !code || !isWord(entry.substr(equals + 1)))
            return std::nullopt;
        if (!keys.emplace(*code, entry.substr(equals + 1)).second)
            return std::nullopt;
    }
    return keys;
}

std::optional<SwitchLine> parseSwitch(const std::string& entry)
{
    const auto equals = entry.find('=');
    const auto blank = entry.find(' ', equals);
    const auto colon = entry.find(':', blank);
    if (equals == std::string::npos || blank == std::string::npos || colon == std::string::npos)
        return std::nullopt;
    const auto code = codeOf(entry.substr(equals + 1, blank - equals - 1), SW_MAX);
    SwitchLine line{entry.substr(0, equals), code.value_or(0), entry.substr(blank + 1, colon - blank - 1),
                    entry.substr(colon + 1)};
    if (!code || !isWord(line.name) || !isWord(line.on) || !isWord(line.off) || line.on == line.off)
        return std::nullopt;
    return line;
}

} // namespace banshi::drivers::plugins::keypad_hid

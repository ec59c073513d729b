// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/indicator_gpio/gpio_lines.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace banshi::drivers::plugins::indicator_gpio
{

/// One light: `cardReader=class/leds/reader/brightness 0:255` or `cardReader=gpio:gpiochip0/17`. Without numbers 0 is
/// off and 1 is on; `1:0` turns it round.
struct LightLine
{
    std::string name; ///< XFS4IoT's, e.g. `cardReader`
    std::string path; ///< below the root, never out of it; empty for a line of a chip
    std::int64_t off = 0;
    std::int64_t on = 1;
    std::optional<GpioLine> gpio = {};
};

/// What a sensor's number means from `from` on.
struct Level
{
    std::int64_t from = 0;
    std::string word; ///< XFS4IoT's, e.g. `open`
};

/// One sensor: `cabinetDoor=gpio:gpiochip0/22/pullUp 0:closed 1:open`, or a file with the bounds of a measured value.
struct SensorLine
{
    std::string name;
    std::string path;
    std::vector<Level> levels; ///< ascending, at least two
    std::optional<GpioLine> gpio = {};
};

/// Reads one entry of the option `lights`; nothing when it cannot be right. Threads: pure.
[[nodiscard]] std::optional<LightLine> parseLight(const std::string& text);
/// Reads one entry of the option `sensors`; nothing when it cannot be right. Threads: pure.
[[nodiscard]] std::optional<SensorLine> parseSensor(const std::string& text);
/// The word of the highest level that `value` reaches, that of the lowest when it reaches none. Threads: pure.
[[nodiscard]] const std::string& wordFor(const SensorLine& sensor, std::int64_t value);

} // namespace banshi::drivers::plugins::indicator_gpio

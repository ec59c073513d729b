// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace banshi::drivers::plugins::indicator_gpio
{

/// What holds an open contact at one level.
enum class Bias
{
    AsIs,
    PullUp,
    PullDown,
};

/// One line of a GPIO chip.
struct GpioLine
{
    std::string chip;    ///< the node's name (`gpiochip0`) or the chip's label, which stays when nodes are renumbered
    unsigned offset = 0; ///< of the line in the chip
    Bias bias = Bias::AsIs; ///< of an input

    bool operator==(const GpioLine&) const = default;
};

/// The lines of the machine's GPIO chips. A line is taken when it is first used and kept until release(); a chip that
/// goes away is looked for again at the next use. Threads: one.
class GpioLines
{
public:
    virtual ~GpioLines() = default;

    /// The level of an input, 0 or 1; nothing while there is no such line, or while somebody else has it.
    [[nodiscard]] virtual std::optional<std::int64_t> read(const GpioLine& line) = 0;
    /// Sets the level of an output, 0 or 1; false when that fails.
    [[nodiscard]] virtual bool write(const GpioLine& line, std::int64_t level) = 0;
    /// True while this object has the line and its chip answers.
    [[nodiscard]] virtual bool isHeld(const GpioLine& line) = 0;
    /// Gives all lines and chips back.
    virtual void release() = 0;
};

/// The lines behind `/dev/gpiochip*`, by libgpiod.
[[nodiscard]] std::unique_ptr<GpioLines> chipLines();

} // namespace banshi::drivers::plugins::indicator_gpio

// SPDX-License-Identifier: GPL-3.0-or-later
// The only place that knows libgpiod (its first interface, that of Debian 12).
#include "banshi/drivers/plugins/indicator_gpio/gpio_lines.h"

#include <cerrno>
#include <gpiod.h>
#include <map>

namespace banshi::drivers::plugins::indicator_gpio
{

namespace
{

constexpr const char* kConsumer = "banshi"; // what `gpioinfo` shows for our lines

struct CloseChip
{
    void operator()(gpiod_chip* chip) const { gpiod_chip_close(chip); } // releases its lines, too
};

int flagsOf(Bias bias)
{
    switch (bias)
    {
    case Bias::PullUp:
        return GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP;
    case Bias::PullDown:
        return GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_DOWN;
    case Bias::AsIs:
        break;
    }
    return 0;
}

class ChipLines : public GpioLines
{
public:
    std::optional<std::int64_t> read(const GpioLine& line) override
    {
        gpiod_line* one = find(line);
        if (one == nullptr)
            return std::nullopt;
        const bool isOurs =
            gpiod_line_is_requested(one) || gpiod_line_request_input_flags(one, kConsumer, flagsOf(line.bias)) == 0;
        const int level = isOurs ? gpiod_line_get_value(one) : -1;
        if (level >= 0)
            return level;
        forgetIfGone(line);
        return std::nullopt;
    }

    bool write(const GpioLine& line, std::int64_t level) override
    {
        gpiod_line* one = find(line);
        if (one == nullptr)
            return false;
        const int wanted = level != 0 ? 1 : 0;
        // Asked for with its level: nothing flickers in between.
        const int failed = gpiod_line_is_requested(one) ? gpiod_line_set_value(one, wanted)
                                                        : gpiod_line_request_output(one, kConsumer, wanted);
        if (failed != 0)
            forgetIfGone(line);
        return failed == 0;
    }

    bool isHeld(const GpioLine& line) override
    {
        const auto chip = m_chips.find(line.chip);
        if (chip == m_chips.end())
            return false;
        gpiod_line* one = gpiod_chip_get_line(chip->second.get(), line.offset);
        return one != nullptr && gpiod_line_is_requested(one) && gpiod_line_get_value(one) >= 0;
    }

    void release() override { m_chips.clear(); }

private:
    gpiod_line* find(const GpioLine& line)
    {
        auto chip = m_chips.find(line.chip);
        if (chip == m_chips.end())
        {
            gpiod_chip* opened = gpiod_chip_open_lookup(line.chip.c_str());
            if (opened == nullptr)
                return nullptr;
            chip = m_chips.emplace(line.chip, opened).first;
        }
        return gpiod_chip_get_line(chip->second.get(), line.offset);
    }

    // A chip that has gone comes back as another file. One that is there is kept, also when a line of it cannot be had:
    // the lights on its other lines would go out.
    void forgetIfGone(const GpioLine& line)
    {
        if (errno == ENODEV)
            m_chips.erase(line.chip);
    }

    std::map<std::string, std::unique_ptr<gpiod_chip, CloseChip>> m_chips;
};

} // namespace

std::unique_ptr<GpioLines> chipLines()
{
    return std::make_unique<ChipLines>();
}

} // namespace banshi::drivers::plugins::indicator_gpio

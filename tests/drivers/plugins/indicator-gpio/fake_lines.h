// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/indicator_gpio/gpio_lines.h"

#include <map>
#include <set>
#include <string>

namespace banshi::testing
{

/// The chips of a machine in a test: what their inputs say, what their outputs were told, who has them. Threads: one.
struct FakeChips
{
    using Place = std::pair<std::string, unsigned>; ///< chip and offset

    std::map<Place, int> inputs;
    std::map<Place, int> outputs; ///< those that are taken
    std::set<Place> taken;
    std::set<Place> elsewhere; ///< lines that another program has
    std::set<std::string> gone;
    std::map<Place, drivers::plugins::indicator_gpio::Bias> biases; ///< as asked for
};

/// The seam before those chips. `chips` outlives it.
class FakeLines : public drivers::plugins::indicator_gpio::GpioLines
{
public:
    using Line = drivers::plugins::indicator_gpio::GpioLine;

    explicit FakeLines(FakeChips& chips) : m_chips(chips) {}

    std::optional<std::int64_t> read(const Line& line) override
    {
        if (!take(line))
            return std::nullopt;
        m_chips.biases[place(line)] = line.bias;
        return m_chips.inputs[place(line)];
    }
    bool write(const Line& line, std::int64_t level) override
    {
        if (!take(line))
            return false;
        m_chips.outputs[place(line)] = static_cast<int>(level);
        return true;
    }
    bool isHeld(const Line& line) override
    {
        return m_chips.taken.contains(place(line)) && !m_chips.gone.contains(line.chip);
    }
    void release() override { m_chips.taken.clear(); }

private:
    static FakeChips::Place place(const Line& line) { return {line.chip, line.offset}; }
    bool take(const Line& line)
    {
        if (m_chips.gone.contains(line.chip) || m_chips.elsewhere.contains(place(line)))
        {
            m_chips.taken.erase(place(line));
            return false;
        }
        m_chips.taken.insert(place(line));
        return true;
    }

    FakeChips& m_chips;
};

} // namespace banshi::testing

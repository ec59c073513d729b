// SPDX-License-Identifier: GPL-3.0-or-later
// A machine's list of lights and sensors: whatever it says, no path leaves the root and every number has a word.
#include "banshi/drivers/plugins/indicator_gpio/line_map.h"
#include "banshi/drivers/plugins/indicator_gpio/node.h"

#include <cstdlib>

using namespace banshi::drivers::plugins::indicator_gpio;

namespace
{

bool leavesTheRoot(const std::string& path)
{
    return path.empty() || path.front() == '/' || ("/" + path + "/").find("/../") != std::string::npos;
}

// A line names a chip and no path; everything else is a path below the root.
template <class Line>
bool isOutside(const Line& line)
{
    if (!line.gpio)
        return leavesTheRoot(line.path);
    return !line.path.empty() || line.gpio->chip.empty() || line.gpio->chip.find('/') != std::string::npos;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const std::string& entry : {text, "door=" + text, "door=class/x " + text, "door=gpio:" + text,
                                     "door=gpio:gpiochip0/" + text, "door=class/x 0:a 5:b " + text})
    {
        if (const auto light = parseLight(entry); light && (isOutside(*light) || light->on == light->off))
            std::abort();
        const auto sensor = parseSensor(entry);
        if (!sensor)
            continue;
        if (isOutside(*sensor) || sensor->levels.size() < 2)
            std::abort();
        for (const std::int64_t value : {INT64_MIN, std::int64_t(0), std::int64_t(7), INT64_MAX})
            if (wordFor(*sensor, value).empty())
                std::abort();
    }
    (void)parseNumber(text);
    return 0;
}

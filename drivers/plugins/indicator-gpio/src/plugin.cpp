// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/indicator_gpio/sysfs_indicators.h"

#include <QObject>
#include <banshi/drivers/sdk/plugin.h>
#include <set>

namespace banshi::drivers::plugins::indicator_gpio
{

namespace
{

// Parses the entries of one option; false when one is wrong or a name comes twice.
template <class Line, class Parse>
bool parseAll(const std::vector<std::string>& texts, Parse parse, std::vector<Line>& lines)
{
    std::set<std::string> names;
    for (const std::string& text : texts)
    {
        auto line = parse(text);
        if (!line || !names.insert(line->name).second)
            return false;
        lines.push_back(std::move(*line));
    }
    return true;
}

} // namespace

/// The plug-in `indicator-gpio`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "indicator-gpio.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        SysfsIndicators::Setup setup;
        setup.root = options.address();
        if (options.scheme() != "sysfs" || setup.root.empty() || setup.root.front() != '/')
            return sdk::wrongEntry("connection", "sysfs:/sys");
        if (options.production && setup.root != "/sys")
            return sdk::wrongEntry("connection", "sysfs:/sys, other roots are for simulators");
        using Texts = std::vector<std::string>;
        if (!parseAll(options.valueOr<Texts>("lights", {}), parseLight, setup.lights))
            return sdk::wrongEntry("options.lights",
                                   "entries NAME=PATH [OFF:ON] or NAME=gpio:CHIP/LINE [OFF:ON], each name once");
        if (!parseAll(options.valueOr<Texts>("sensors", {}), parseSensor, setup.sensors))
            return sdk::wrongEntry("options.sensors", "entries NAME=PATH FROM:WORD FROM:WORD …, ascending, or "
                                                      "NAME=gpio:CHIP/LINE[/pullUp] 0:WORD 1:WORD, each name once");
        if (setup.lights.empty() && setup.sensors.empty())
            return sdk::wrongEntry("options.lights", "at least one light or sensor");
        return std::unique_ptr<sdk::Device>(std::make_unique<SysfsIndicators>(std::move(setup), host));
    }
};

} // namespace banshi::drivers::plugins::indicator_gpio

#include "plugin.moc"

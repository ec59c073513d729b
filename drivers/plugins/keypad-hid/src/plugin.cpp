// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/keypad_hid/evdev_keypad.h"

#include <QObject>
#include <banshi/drivers/sdk/plugin.h>
#include <set>

namespace banshi::drivers::plugins::keypad_hid
{

namespace
{

// Nothing when an entry is wrong or a name comes twice.
std::optional<std::vector<SwitchLine>> parseSwitches(const std::vector<std::string>& entries)
{
    std::vector<SwitchLine> lines;
    std::set<std::string> names;
    for (const std::string& entry : entries)
    {
        auto line = parseSwitch(entry);
        if (!line || !names.insert(line->name).second)
            return std::nullopt;
        lines.push_back(std::move(*line));
    }
    return lines;
}

} // namespace

/// The plug-in `keypad-hid`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "keypad-hid.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        using Texts = std::vector<std::string>;
        const std::string path = options.address();
        if (options.scheme() != "evdev" || path.empty() || path.front() != '/')
            return sdk::wrongEntry("connection", "evdev:PATH");
        EvdevKeypad::Setup setup;
        setup.model = options.valueOr<std::string>("model", setup.model);
        if (const auto entries = options.valueOr<Texts>("keys", {}); !entries.empty())
        {
            const auto keys = parseKeys(entries);
            if (!keys)
                return sdk::wrongEntry("options.keys", "entries CODE=WORD, each code once");
            setup.keys = *keys;
        }
        if (const auto entries = options.valueOr<Texts>("switches", {}); !entries.empty())
        {
            const auto switches = parseSwitches(entries);
            if (!switches)
                return sdk::wrongEntry("options.switches", "entries NAME=CODE ON:OFF, each name once");
            setup.switches = *switches;
        }
        const bool maySimulate = !options.production;
        return std::unique_ptr<sdk::Device>(std::make_unique<EvdevKeypad>(
            std::move(setup),
            [path, maySimulate](const sdk::CallContext&) { return EvdevChannel::open(path, maySimulate); }, host));
    }
};

} // namespace banshi::drivers::plugins::keypad_hid

#include "plugin.moc"

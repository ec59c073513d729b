// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/scanner_hidpos/hidpos_scanner.h"

#include <QObject>
#include <banshi/drivers/sdk/hidraw_channel.h>
#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/recording_channel.h>
#include <fstream>

namespace banshi::drivers::plugins::scanner_hidpos
{

namespace
{

// Opens the device; with a record file every report that passes is written down.
HidFactory deviceAt(const std::string& path, bool maySimulate, const std::string& recordFile)
{
    const auto record = recordFile.empty() ? nullptr : std::make_shared<std::ofstream>(recordFile, std::ios::app);
    return [path, maySimulate, record](const sdk::CallContext&) -> sdk::Outcome<HidDevice> {
        auto channel = sdk::HidrawChannel::open(path, maySimulate);
        if (!channel)
            return channel.failure();
        HidDevice device{nullptr, (*channel)->descriptor()};
        device.reports = std::move(*channel);
        if (record)
            device.reports = std::make_unique<sdk::RecordingChannel>(std::move(device.reports), *record);
        return device;
    };
}

} // namespace

/// The plug-in `scanner-hidpos`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "scanner-hidpos.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        const std::string path = options.address();
        const auto trigger = options.valueOr<std::string>("trigger", "none");
        const auto record = options.valueOr<std::string>("record", "");
        if (options.scheme() != "usb-hid" || path.empty() || path.front() != '/')
            return sdk::wrongEntry("connection", "usb-hid:PATH");
        if (trigger != "none" && trigger != "hid")
            return sdk::wrongEntry("options.trigger", "none or hid");
        if (options.production && !record.empty())
            return sdk::wrongEntry("options.record", "nothing: residents' codes are not recorded");
        HidposScanner::Setup setup;
        setup.isTriggered = trigger == "hid";
        setup.model = options.valueOr<std::string>("model", setup.model);
        return std::unique_ptr<sdk::Device>(
            std::make_unique<HidposScanner>(std::move(setup), deviceAt(path, !options.production, record), host));
    }
};

} // namespace banshi::drivers::plugins::scanner_hidpos

#include "plugin.moc"

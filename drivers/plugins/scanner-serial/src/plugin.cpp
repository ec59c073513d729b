// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/scanner_serial/serial_scanner.h"

#include <QObject>
#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/recording_channel.h>
#include <banshi/drivers/sdk/serial_channel.h>

namespace banshi::drivers::plugins::scanner_serial
{

/// The plug-in `scanner-serial`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "scanner-serial.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        const std::string path = options.address();
        const auto baud = options.valueOr<std::int64_t>("baud", 115200);
        const auto trigger = options.valueOr<std::string>("trigger", "none");
        const auto record = options.valueOr<std::string>("record", "");
        if (options.scheme() != "serial" || path.empty())
            return sdk::wrongEntry("connection", "serial:PATH");
        if (baud < 1200 || baud > 921600)
            return sdk::wrongEntry("options.baud", "1200 to 921600");
        if (trigger != "none" && trigger != "serial")
            return sdk::wrongEntry("options.trigger", "none or serial");
        if (options.production && !record.empty())
            return sdk::wrongEntry("options.record", "nothing: residents' codes are not recorded");
        SerialScanner::Setup setup;
        setup.trigger = trigger == "serial" ? Trigger::Serial : Trigger::None;
        setup.hasAim = options.valueOr("aim", false);
        setup.model = options.valueOr<std::string>("model", setup.model);
        return std::unique_ptr<sdk::Device>(std::make_unique<SerialScanner>(
            std::move(setup), sdk::recordedTo(record, sdk::serialConnection(path, static_cast<int>(baud))), host));
    }
};

} // namespace banshi::drivers::plugins::scanner_serial

#include "plugin.moc"

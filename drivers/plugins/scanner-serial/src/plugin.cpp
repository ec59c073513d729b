// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/scanner_serial/serial_scanner.h"

#include <QObject>
#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/recording_channel.h>
#include <banshi/drivers/sdk/serial_channel.h>
#include <fstream>

namespace banshi::drivers::plugins::scanner_serial
{

namespace
{

sdk::Failure wrong(const std::string& entry, const std::string& wanted)
{
    return sdk::failure(sdk::ErrorCode::InvalidData, entry + ": " + wanted);
}

// Opens the line; with a record file everything that passes is written down.
sdk::ChannelFactory lineTo(const std::string& path, int baud, const std::string& recordFile)
{
    const auto record = recordFile.empty() ? nullptr : std::make_shared<std::ofstream>(recordFile, std::ios::app);
    return [path, baud, record](const sdk::CallContext&) -> sdk::Outcome<std::unique_ptr<sdk::ByteChannel>> {
        auto line = sdk::SerialChannel::open(path, baud);
        if (!line || !record)
            return line;
        return std::unique_ptr<sdk::ByteChannel>(std::make_unique<sdk::RecordingChannel>(std::move(*line), *record));
    };
}

} // namespace

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
            return wrong("connection", "serial:PATH");
        if (baud < 1200 || baud > 921600)
            return wrong("options.baud", "1200 to 921600");
        if (trigger != "none" && trigger != "serial")
            return wrong("options.trigger", "none or serial");
        if (options.production && !record.empty())
            return wrong("options.record", "nothing: residents' codes are not recorded");
        SerialScanner::Setup setup;
        setup.trigger = trigger == "serial" ? Trigger::Serial : Trigger::None;
        setup.hasAim = options.valueOr("aim", false);
        setup.model = options.valueOr<std::string>("model", setup.model);
        return std::unique_ptr<sdk::Device>(
            std::make_unique<SerialScanner>(std::move(setup), lineTo(path, static_cast<int>(baud), record), host));
    }
};

} // namespace banshi::drivers::plugins::scanner_serial

#include "plugin.moc"

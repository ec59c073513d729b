// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/fingerprint/serial_fingerprint.h"

#include <QObject>
#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/recording_channel.h>
#include <banshi/drivers/sdk/serial_channel.h>

namespace banshi::drivers::plugins::fingerprint
{

namespace
{

constexpr std::int64_t kUsualBaud = 57600;
constexpr std::int64_t kMaxPassword = 0xFFFFFFFF;

} // namespace

/// The plug-in `fingerprint`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "fingerprint.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        const std::string path = options.address();
        const auto baud = options.valueOr<std::int64_t>("baud", kUsualBaud);
        const auto password = options.valueOr<std::int64_t>("password", 0);
        const auto record = options.valueOr<std::string>("record", "");
        if (options.scheme() != "serial" || path.empty())
            return sdk::wrongEntry("connection", "serial:PATH");
        if (baud < 9600 || baud > 115200)
            return sdk::wrongEntry("options.baud", "9600 to 115200");
        if (password < 0 || password > kMaxPassword)
            return sdk::wrongEntry("options.password", "0 to 4294967295");
        if (options.production && !record.empty())
            return sdk::wrongEntry("options.record", "nothing: residents' fingers are not recorded");
        SerialFingerprint::Setup setup;
        setup.password = static_cast<std::uint32_t>(password);
        return std::unique_ptr<sdk::Device>(std::make_unique<SerialFingerprint>(
            setup, sdk::recordedTo(record, sdk::serialConnection(path, static_cast<int>(baud))), host));
    }
};

} // namespace banshi::drivers::plugins::fingerprint

#include "plugin.moc"

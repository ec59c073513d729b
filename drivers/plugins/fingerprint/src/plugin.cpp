// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/fingerprint/serial_fingerprint.h"

#include <QObject>
#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/recording_channel.h>
#include <banshi/drivers/sdk/serial_channel.h>
#include <fstream>

namespace banshi::drivers::plugins::fingerprint
{

namespace
{

constexpr std::int64_t kUsualBaud = 57600;
constexpr std::int64_t kMaxPassword = 0xFFFFFFFF;

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
            return wrong("connection", "serial:PATH");
        if (baud < 9600 || baud > 115200)
            return wrong("options.baud", "9600 to 115200");
        if (password < 0 || password > kMaxPassword)
            return wrong("options.password", "0 to 4294967295");
        if (options.production && !record.empty())
            return wrong("options.record", "nothing: residents' fingers are not recorded");
        SerialFingerprint::Setup setup;
        setup.password = static_cast<std::uint32_t>(password);
        return std::unique_ptr<sdk::Device>(
            std::make_unique<SerialFingerprint>(setup, lineTo(path, static_cast<int>(baud), record), host));
    }
};

} // namespace banshi::drivers::plugins::fingerprint

#include "plugin.moc"

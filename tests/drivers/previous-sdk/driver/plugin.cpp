// SPDX-License-Identifier: Apache-2.0
#include "yesterday_reader.h"

#include <QObject>
#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/serial_channel.h>

namespace banshi::drivers::plugins::yesterday
{

namespace
{

constexpr int kBaud = 115200;

} // namespace

/// The plug-in `yesterday`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "yesterday.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        const std::string path = options.address();
        if (options.scheme() != "serial" || path.empty())
            return sdk::failure(sdk::ErrorCode::InvalidData, "connection: serial:PATH");
        const sdk::ChannelFactory connect = [path](const sdk::CallContext&) {
            return sdk::SerialChannel::open(path, kBaud);
        };
        return std::unique_ptr<sdk::Device>(std::make_unique<YesterdayReader>(connect, host));
    }
};

} // namespace banshi::drivers::plugins::yesterday

#include "plugin.moc"

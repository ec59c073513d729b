// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"
#include "library_link.h"

#include <QObject>
#include <banshi/drivers/sdk/plugin.h>

namespace banshi::drivers::plugins::example_driver
{

/// The plug-in `example-driver`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "example-driver.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        const std::string port = options.address();
        if (options.scheme() != "serial" || port.empty())
            return sdk::failure(sdk::ErrorCode::InvalidData, "connection: serial:PATH");
        const sdk::Program tool{
            sdk::fileBeside(&staticMetaObject, "banshi-tool-example-driver"), {}, options.runDir, {}};
        return std::unique_ptr<sdk::Device>(
            std::make_unique<ExampleDevice>(std::make_unique<LibraryLink>(tool, port, host), host));
    }
};

} // namespace banshi::drivers::plugins::example_driver

#include "plugin.moc"

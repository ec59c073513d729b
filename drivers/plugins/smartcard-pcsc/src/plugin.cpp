// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/smartcard_pcsc/pcsc_port.h"
#include "banshi/drivers/plugins/smartcard_pcsc/pcsc_reader.h"

#include <QObject>
#include <banshi/drivers/sdk/plugin.h>

namespace banshi::drivers::plugins::smartcard_pcsc
{

namespace
{

} // namespace

/// The plug-in `smartcard-pcsc`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "smartcard-pcsc.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        const std::string name = options.address();
        const auto socket = options.valueOr<std::string>("socket", "");
        if (options.scheme() != "pcsc" || name.empty())
            return sdk::wrongEntry("connection", "pcsc:BEGINNING-OF-THE-READER'S-NAME");
        if (options.production && !socket.empty())
            return sdk::wrongEntry("options.socket", "nothing: a private pcscd is for simulators");
        // libpcsclite looks here once, before it speaks to pcscd for the first time.
        if (!socket.empty())
            qputenv("PCSCLITE_CSOCK_NAME", QByteArray::fromStdString(socket));
        return std::unique_ptr<sdk::Device>(std::make_unique<PcscReader>(
            name, [name] { return PcscPort::open(name); }, host));
    }
};

} // namespace banshi::drivers::plugins::smartcard_pcsc

#include "plugin.moc"

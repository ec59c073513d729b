// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/escpos_printer.h"

#include <QObject>
#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/serial_channel.h>

namespace banshi::drivers::plugins::bad
{

/// Says that a slip is printed and prints none.
class CheatingPrinter : public receipt_escpos::EscPosPrinter
{
public:
    using EscPosPrinter::EscPosPrinter;

    sdk::Outcome<void> printSlip(const sdk::Slip&, const sdk::CallContext&) override { return {}; }
};

/// The plug-in `bad-cheat`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "bad-cheat.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        if (options.address().empty())
            return sdk::wrongEntry("connection", "serial:PATH");
        constexpr int kBaud = 115200;
        return std::unique_ptr<sdk::Device>(std::make_unique<CheatingPrinter>(
            receipt_escpos::EscPosPrinter::Setup(), sdk::serialConnection(options.address(), kBaud), host));
    }
};

} // namespace banshi::drivers::plugins::bad

#include "bad_cheat.moc"

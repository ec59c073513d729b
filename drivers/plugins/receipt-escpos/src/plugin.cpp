// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/escpos_printer.h"

#include <QObject>
#include <QRandomGenerator>
#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/recording_channel.h>
#include <banshi/drivers/sdk/serial_channel.h>

namespace banshi::drivers::plugins::receipt_escpos
{

namespace
{

constexpr quint32 kNumbers = 10'000; // four digits

sdk::Outcome<EscPosPrinter::Setup> setupFrom(const sdk::Options& options)
{
    EscPosPrinter::Setup setup;
    const auto columns = options.valueOr<std::int64_t>("columns", 48);
    const auto charset = options.valueOr<std::string>("charset", "gbk");
    const auto marker = options.valueOr<std::string>("end_marker", "paper-status");
    if (columns != 48 && columns != 32)
        return sdk::wrongEntry("options.columns", "48 (80 mm paper) or 32 (58 mm paper)");
    if (charset != "gbk" && charset != "gb18030")
        return sdk::wrongEntry("options.charset", "gbk or gb18030");
    if (marker != "paper-status" && marker != "process-id")
        return sdk::wrongEntry("options.end_marker", "paper-status or process-id");
    setup.format.columns = static_cast<int>(columns);
    setup.format.charset = charset == "gbk" ? Charset::Gbk : Charset::Gb18030;
    setup.endMarker = marker == "process-id" ? EndMarker::ProcessId : EndMarker::PaperStatus;
    setup.firstNumber = QRandomGenerator::global()->bounded(kNumbers);
    setup.model = options.valueOr<std::string>("model", setup.model);
    return setup;
}

} // namespace

/// The plug-in `receipt-escpos`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "receipt-escpos.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        const std::string path = options.address();
        const auto baud = options.valueOr<std::int64_t>("baud", 115200);
        if (options.scheme() != "serial" || path.empty())
            return sdk::wrongEntry("connection", "serial:PATH");
        if (baud < 1200 || baud > 921600)
            return sdk::wrongEntry("options.baud", "1200 to 921600");
        const auto record = options.valueOr<std::string>("record", "");
        if (options.production && !record.empty())
            return sdk::wrongEntry("options.record", "nothing: residents' slips are not recorded");
        auto setup = setupFrom(options);
        if (!setup)
            return setup.failure();
        return std::unique_ptr<sdk::Device>(std::make_unique<EscPosPrinter>(
            std::move(*setup), sdk::recordedTo(record, sdk::serialConnection(path, static_cast<int>(baud))), host));
    }
};

} // namespace banshi::drivers::plugins::receipt_escpos

#include "plugin.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/escpos_printer.h"

#include <QObject>
#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/recording_channel.h>
#include <banshi/drivers/sdk/serial_channel.h>
#include <fstream>

namespace banshi::drivers::plugins::receipt_escpos
{

namespace
{

sdk::Failure wrong(const std::string& entry, const std::string& wanted)
{
    return sdk::failure(sdk::ErrorCode::InvalidData, entry + ": " + wanted);
}

sdk::Outcome<EscPosPrinter::Setup> setupFrom(const sdk::Options& options)
{
    EscPosPrinter::Setup setup;
    const auto columns = options.valueOr<std::int64_t>("columns", 48);
    const auto charset = options.valueOr<std::string>("charset", "gbk");
    const auto marker = options.valueOr<std::string>("end_marker", "paper-status");
    if (columns != 48 && columns != 32)
        return wrong("options.columns", "48 (80 mm paper) or 32 (58 mm paper)");
    if (charset != "gbk" && charset != "gb18030")
        return wrong("options.charset", "gbk or gb18030");
    if (marker != "paper-status" && marker != "process-id")
        return wrong("options.end_marker", "paper-status or process-id");
    setup.format.columns = static_cast<int>(columns);
    setup.format.charset = charset == "gbk" ? Charset::Gbk : Charset::Gb18030;
    setup.endMarker = marker == "process-id" ? EndMarker::ProcessId : EndMarker::PaperStatus;
    setup.model = options.valueOr<std::string>("model", setup.model);
    return setup;
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
            return wrong("connection", "serial:PATH");
        if (baud < 1200 || baud > 921600)
            return wrong("options.baud", "1200 to 921600");
        const auto record = options.valueOr<std::string>("record", "");
        if (options.production && !record.empty())
            return wrong("options.record", "nothing: residents' slips are not recorded");
        auto setup = setupFrom(options);
        if (!setup)
            return setup.failure();
        return std::unique_ptr<sdk::Device>(
            std::make_unique<EscPosPrinter>(std::move(*setup), lineTo(path, static_cast<int>(baud), record), host));
    }
};

} // namespace banshi::drivers::plugins::receipt_escpos

#include "plugin.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/sam_reader.h"

#include <QObject>
#include <algorithm>
#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/recording_channel.h>
#include <banshi/drivers/sdk/serial_channel.h>

namespace banshi::drivers::plugins::idcard_sam
{

namespace
{

constexpr std::int64_t kLongestDecodeMs = 10000;

sdk::Outcome<std::unique_ptr<PhotoDecoder>> makeDecoder(const sdk::Options& options)
{
    const auto kind = options.valueOr<std::string>("photo_decoder", "none");
    if (kind == "none")
        return std::unique_ptr<PhotoDecoder>(std::make_unique<NoDecoder>());
    if (kind == "webp")
    {
        if (options.production)
            return sdk::wrongEntry("options.photo_decoder", "webp is for simulated cards only, use vendor or none");
        return std::unique_ptr<PhotoDecoder>(std::make_unique<WebpDecoder>());
    }
    if (kind != "vendor")
        return sdk::wrongEntry("options.photo_decoder", "none, vendor or webp");
    const auto program = options.valueOr<std::string>("photo_program", "");
    const auto limit = options.valueOr<std::int64_t>("photo_timeout_ms", 3000);
    if (program.empty() || program.front() != '/')
        return sdk::wrongEntry("options.photo_program", "the absolute path of the decoder program");
    if (limit < 100 || limit > kLongestDecodeMs)
        return sdk::wrongEntry("options.photo_timeout_ms", "100 to 10000");
    if (options.runDir.empty())
        return sdk::wrongEntry("run-dir", "needed by the vendor decoder");
    return std::unique_ptr<PhotoDecoder>(std::make_unique<VendorProcessDecoder>(
        program, options.valueOr<std::vector<std::string>>("photo_arguments", {}), options.runDir,
        std::chrono::milliseconds(limit)));
}

} // namespace

/// The plug-in `idcard-sam`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "idcard-sam.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        const std::string path = options.address();
        const auto baud = options.valueOr<std::int64_t>("baud", 115200);
        const auto recordPath = options.valueOr<std::string>("record", "");
        if (options.scheme() != "serial" || path.empty())
            return sdk::wrongEntry("connection", "serial:PATH");
        if (std::ranges::find(kBauds, baud) == kBauds.end())
            return sdk::wrongEntry("options.baud", "9600, 19200, 38400, 57600 or 115200");
        if (!recordPath.empty() && options.production)
            return sdk::wrongEntry("options.record", "refused in production: a recording holds whole cards");
        auto decoder = makeDecoder(options);
        if (!decoder)
            return decoder.failure();
        LineFactory lines = [path, recordPath](int rate, const sdk::CallContext& call) {
            return sdk::recordedTo(recordPath, sdk::serialConnection(path, rate))(call);
        };
        const ReaderSettings settings{static_cast<int>(baud), options.valueOr<bool>("fingerprint", false)};
        return std::unique_ptr<sdk::Device>(
            std::make_unique<SamReader>(std::move(lines), std::move(*decoder), host, settings));
    }
};

} // namespace banshi::drivers::plugins::idcard_sam

#include "plugin.moc"

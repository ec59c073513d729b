// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_terminal.h"

#include <QObject>
#include <QString>
#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/recording_channel.h>
#include <banshi/drivers/sdk/tcp_channel.h>
#include <fstream>

namespace banshi::drivers::plugins::payterm_zvt
{

namespace
{

constexpr std::int64_t kMaxPort = 65535;
constexpr std::int64_t kShortestParting = 500; // ms; a terminal on the local network answers within it
constexpr std::int64_t kLongestParting = 60'000;
constexpr std::int64_t kMaxPassword = 999'999;
constexpr std::int64_t kMaxCurrency = 999;

sdk::Failure wrong(const std::string& entry, const std::string& wanted)
{
    return sdk::failure(sdk::ErrorCode::InvalidData, entry + ": " + wanted);
}

struct Address
{
    std::string host;
    std::uint16_t port = 0;
};

std::optional<Address> addressOf(const std::string& text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0)
        return std::nullopt;
    bool isNumber = false;
    const int port = QString::fromStdString(text.substr(colon + 1)).toInt(&isNumber);
    if (!isNumber || port < 1 || port > kMaxPort)
        return std::nullopt;
    return Address{text.substr(0, colon), static_cast<std::uint16_t>(port)};
}

sdk::ChannelFactory connectionTo(const Address& address, const std::string& recordFile)
{
    const auto record = recordFile.empty() ? nullptr : std::make_shared<std::ofstream>(recordFile, std::ios::app);
    return [address, record](const sdk::CallContext& call) -> sdk::Outcome<std::unique_ptr<sdk::ByteChannel>> {
        auto line = sdk::TcpChannel::open(address.host, address.port, call);
        if (!line || !record)
            return line;
        return std::unique_ptr<sdk::ByteChannel>(std::make_unique<sdk::RecordingChannel>(std::move(*line), *record));
    };
}

} // namespace

/// The plug-in `payterm-zvt`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "payterm-zvt.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        const auto address = addressOf(options.address());
        if (options.scheme() != "tcp" || !address)
            return wrong("connection", "tcp:HOST:PORT");
        ZvtTerminal::Setup setup;
        const auto password = options.valueOr<std::int64_t>("password", setup.registration.password);
        const auto currency = options.valueOr<std::int64_t>("currency", setup.registration.currency);
        const auto parting = options.valueOr<std::int64_t>("parting_ms", setup.partingTime.count());
        const auto stateDir = options.valueOr<std::string>("state_dir", options.runDir);
        const auto record = options.valueOr<std::string>("record", "");
        if (password < 0 || password > kMaxPassword)
            return wrong("options.password", "six digits");
        if (currency < 1 || currency > kMaxCurrency)
            return wrong("options.currency", "an ISO 4217 number");
        if (parting < kShortestParting || parting > kLongestParting)
            return wrong("options.parting_ms", "500 to 60000");
        if (options.production && stateDir.empty())
            return wrong("options.state_dir", "a folder that outlives a restart");
        if (options.production && !record.empty())
            return wrong("options.record", "nothing: residents' payments are not recorded");
        setup.registration = {static_cast<std::uint32_t>(password), static_cast<std::uint16_t>(currency)};
        setup.partingTime = std::chrono::milliseconds(parting);
        if (!stateDir.empty())
            setup.ledgerFile = stateDir + "/payterm-zvt-" + options.name + ".json";
        return std::unique_ptr<sdk::Device>(
            std::make_unique<ZvtTerminal>(std::move(setup), connectionTo(*address, record), host));
    }
};

} // namespace banshi::drivers::plugins::payterm_zvt

#include "plugin.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_terminal.h"

#include <QObject>
#include <QString>
#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/recording_channel.h>
#include <banshi/drivers/sdk/tcp_channel.h>

namespace banshi::drivers::plugins::payterm_zvt
{

namespace
{

constexpr std::int64_t kShortestParting = 500; // ms; a terminal on the local network answers within it
constexpr std::int64_t kLongestParting = 60'000;
constexpr std::int64_t kMaxPassword = 999'999;
constexpr std::int64_t kMaxCurrency = 999;

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
        const auto address = sdk::tcpAddressOf(options.address());
        if (options.scheme() != "tcp" || !address)
            return sdk::wrongEntry("connection", "tcp:HOST:PORT");
        ZvtTerminal::Setup setup;
        const auto password = options.valueOr<std::int64_t>("password", setup.registration.password);
        const auto currency = options.valueOr<std::int64_t>("currency", setup.registration.currency);
        const auto parting = options.valueOr<std::int64_t>("parting_ms", setup.partingTime.count());
        const auto stateDir = options.valueOr<std::string>("state_dir", options.runDir);
        const auto record = options.valueOr<std::string>("record", "");
        if (password < 0 || password > kMaxPassword)
            return sdk::wrongEntry("options.password", "six digits");
        if (currency < 1 || currency > kMaxCurrency)
            return sdk::wrongEntry("options.currency", "an ISO 4217 number");
        if (parting < kShortestParting || parting > kLongestParting)
            return sdk::wrongEntry("options.parting_ms", "500 to 60000");
        if (options.production && stateDir.empty())
            return sdk::wrongEntry("options.state_dir", "a folder that outlives a restart");
        if (options.production && !record.empty())
            return sdk::wrongEntry("options.record", "nothing: residents' payments are not recorded");
        setup.registration = {static_cast<std::uint32_t>(password), static_cast<std::uint16_t>(currency)};
        setup.partingTime = std::chrono::milliseconds(parting);
        if (!stateDir.empty())
            setup.ledgerFile = stateDir + "/payterm-zvt-" + options.name + ".json";
        return std::unique_ptr<sdk::Device>(std::make_unique<ZvtTerminal>(
            std::move(setup), sdk::recordedTo(record, sdk::tcpConnection(*address)), host));
    }
};

} // namespace banshi::drivers::plugins::payterm_zvt

#include "plugin.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_nexo/nexo_terminal.h"

#include <QDateTime>
#include <QObject>
#include <QRandomGenerator>
#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/recording_channel.h>
#include <banshi/drivers/sdk/tcp_channel.h>

namespace banshi::drivers::plugins::payterm_nexo
{

namespace
{

constexpr int kIdLength = 10;                  // the longest ServiceID
constexpr std::int64_t kShortestParting = 500; // ms; a terminal on the local network answers within it
constexpr std::int64_t kLongestParting = 60'000;

// 36^10 ids: none comes twice within the 48 hours in which a terminal remembers them.
std::string randomServiceId()
{
    constexpr char kLetters[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    std::string id;
    for (int i = 0; i < kIdLength; ++i)
        id += kLetters[QRandomGenerator::system()->bounded(36)];
    return id;
}

} // namespace

/// The plug-in `payterm-nexo`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "payterm-nexo.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        const auto address = sdk::tcpAddressOf(options.address());
        if (options.scheme() != "tcp" || !address)
            return sdk::wrongEntry("connection", "tcp:HOST:PORT");
        NexoTerminal::Setup setup;
        setup.parties.saleId = options.valueOr<std::string>("sale_id", setup.parties.saleId);
        setup.parties.poiId = options.valueOr<std::string>("poi_id", "");
        setup.parties.currency = options.valueOr<std::string>("currency", setup.parties.currency);
        setup.parties.protocolVersion = options.valueOr<std::string>("protocol_version", setup.parties.protocolVersion);
        const auto parting = options.valueOr<std::int64_t>("parting_ms", setup.partingTime.count());
        const auto record = options.valueOr<std::string>("record", "");
        if (setup.parties.poiId.empty())
            return sdk::wrongEntry("options.poi_id", "the terminal's id, as its label says");
        if (setup.parties.saleId.empty())
            return sdk::wrongEntry("options.sale_id", "a name of this machine");
        if (setup.parties.currency.size() != 3)
            return sdk::wrongEntry("options.currency", "an ISO 4217 code");
        if (parting < kShortestParting || parting > kLongestParting)
            return sdk::wrongEntry("options.parting_ms", "500 to 60000");
        setup.partingTime = std::chrono::milliseconds(parting);
        if (options.production && !record.empty())
            return sdk::wrongEntry("options.record", "nothing: residents' payments are not recorded");
        setup.utcNow = [] { return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString(); };
        setup.newServiceId = &randomServiceId;
        return std::unique_ptr<sdk::Device>(std::make_unique<NexoTerminal>(
            std::move(setup), sdk::recordedTo(record, sdk::tcpConnection(*address)), host));
    }
};

} // namespace banshi::drivers::plugins::payterm_nexo

#include "plugin.moc"

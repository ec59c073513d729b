// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_nexo/nexo_terminal.h"

#include <QDateTime>
#include <QObject>
#include <QRandomGenerator>
#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/recording_channel.h>
#include <banshi/drivers/sdk/tcp_channel.h>
#include <fstream>

namespace banshi::drivers::plugins::payterm_nexo
{

namespace
{

constexpr int kIdLength = 10; // the longest ServiceID
constexpr std::int64_t kMaxPort = 65535;
constexpr std::int64_t kShortestParting = 500; // ms; a terminal on the local network answers within it
constexpr std::int64_t kLongestParting = 60'000;

sdk::Failure wrong(const std::string& entry, const std::string& wanted)
{
    return sdk::failure(sdk::ErrorCode::InvalidData, entry + ": " + wanted);
}

// 36^10 ids: none comes twice within the 48 hours in which a terminal remembers them.
std::string randomServiceId()
{
    constexpr char kLetters[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    std::string id;
    for (int i = 0; i < kIdLength; ++i)
        id += kLetters[QRandomGenerator::system()->bounded(36)];
    return id;
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

/// The plug-in `payterm-nexo`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "payterm-nexo.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        const auto address = addressOf(options.address());
        if (options.scheme() != "tcp" || !address)
            return wrong("connection", "tcp:HOST:PORT");
        NexoTerminal::Setup setup;
        setup.parties.saleId = options.valueOr<std::string>("sale_id", setup.parties.saleId);
        setup.parties.poiId = options.valueOr<std::string>("poi_id", "");
        setup.parties.currency = options.valueOr<std::string>("currency", setup.parties.currency);
        setup.parties.protocolVersion = options.valueOr<std::string>("protocol_version", setup.parties.protocolVersion);
        const auto parting = options.valueOr<std::int64_t>("parting_ms", setup.partingTime.count());
        const auto record = options.valueOr<std::string>("record", "");
        if (setup.parties.poiId.empty())
            return wrong("options.poi_id", "the terminal's id, as its label says");
        if (setup.parties.saleId.empty())
            return wrong("options.sale_id", "a name of this machine");
        if (setup.parties.currency.size() != 3)
            return wrong("options.currency", "an ISO 4217 code");
        if (parting < kShortestParting || parting > kLongestParting)
            return wrong("options.parting_ms", "500 to 60000");
        setup.partingTime = std::chrono::milliseconds(parting);
        if (options.production && !record.empty())
            return wrong("options.record", "nothing: residents' payments are not recorded");
        setup.utcNow = [] { return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString(); };
        setup.newServiceId = &randomServiceId;
        return std::unique_ptr<sdk::Device>(
            std::make_unique<NexoTerminal>(std::move(setup), connectionTo(*address, record), host));
    }
};

} // namespace banshi::drivers::plugins::payterm_nexo

#include "plugin.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "spoiled_reader.h"

#include <QObject>

namespace banshi::drivers::plugins::bad
{

/// Tells the log whose card it has read.
class LoggingReader : public SpoiledReader
{
public:
    LoggingReader(const sdk::Options& options, sdk::HostServices& host) : SpoiledReader(options, host), m_host(host) {}

    sdk::Outcome<sdk::IdCard> read(const sdk::CallContext& call) override
    {
        auto card = SpoiledReader::read(call);
        if (card)
            m_host.log(sdk::LogLevel::Info, "read the card of " + card->name);
        return card;
    }

private:
    sdk::HostServices& m_host;
};

/// The plug-in `bad-logger`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "bad-logger.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        return makeReader<LoggingReader>(options, host);
    }
};

} // namespace banshi::drivers::plugins::bad

#include "bad_logger.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "spoiled_reader.h"

#include <QObject>
#include <cstdlib>

namespace banshi::drivers::plugins::bad
{

/// Ends its process when the reader goes away in the middle of a read.
class CrashingReader : public SpoiledReader
{
public:
    using SpoiledReader::SpoiledReader;

    sdk::Outcome<sdk::IdCard> read(const sdk::CallContext& call) override
    {
        auto card = SpoiledReader::read(call);
        if (!card && card.failure().code == sdk::ErrorCode::DeviceNotReady)
            std::abort();
        return card;
    }
};

/// The plug-in `bad-crash`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "bad-crash.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        return makeReader<CrashingReader>(options, host);
    }
};

} // namespace banshi::drivers::plugins::bad

#include "bad_crash.moc"

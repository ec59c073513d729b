// SPDX-License-Identifier: GPL-3.0-or-later
#include "spoiled_reader.h"

#include <QObject>
#include <vector>

namespace banshi::drivers::plugins::bad
{

/// Keeps something of every card that it reads.
class LeakingReader : public SpoiledReader
{
public:
    using SpoiledReader::SpoiledReader;

    sdk::Outcome<sdk::IdCard> read(const sdk::CallContext& call) override
    {
        auto card = SpoiledReader::read(call);
        if (card)
            m_kept.emplace_back(kKept, '\1');
        return card;
    }

private:
    static constexpr std::size_t kKept = 512 * 1024; // bytes for each card

    std::vector<std::vector<char>> m_kept;
};

/// The plug-in `bad-leak`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "bad-leak.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        return makeReader<LeakingReader>(options, host);
    }
};

} // namespace banshi::drivers::plugins::bad

#include "bad_leak.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "spoiled_reader.h"

#include <QObject>

namespace banshi::drivers::plugins::bad
{

/// Says that all is well whatever the reader says, and makes cards up.
class LyingReader : public SpoiledReader
{
public:
    LyingReader(const sdk::Options& options, sdk::HostServices& host) : SpoiledReader(options, host), m_host(host) {}

    sdk::Outcome<void> open(const sdk::CallContext& call) override
    {
        auto opened = SpoiledReader::open(call);
        m_isOpen = opened.ok();
        m_wasThere = m_wasThere || m_isOpen;
        return m_wasThere ? sayAllIsWell() : opened;
    }
    sdk::Outcome<void> poll(const sdk::CallContext&) override { return sayAllIsWell(); }
    sdk::Outcome<void> waitRemoved(const sdk::CallContext& call) override
    {
        return m_isOpen ? SpoiledReader::waitRemoved(call) : sdk::Outcome<void>();
    }
    sdk::Outcome<sdk::IdCard> read(const sdk::CallContext& call) override
    {
        if (m_isOpen)
            if (auto card = SpoiledReader::read(call); card || call.cancelled())
                return card;
        sdk::IdCard made;
        made.name = "测试";
        made.number = "440399199001010018";
        return made;
    }

private:
    sdk::Outcome<void> sayAllIsWell()
    {
        sdk::IdCardReaderStatus status;
        status.common.device = sdk::DeviceState::Online;
        status.media = sdk::MediaState::NotPresent;
        m_host.setStatus(status);
        return {};
    }

    sdk::HostServices& m_host;
    bool m_wasThere = false;
    bool m_isOpen = false;
};

/// The plug-in `bad-liar`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "bad-liar.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        return makeReader<LyingReader>(options, host);
    }
};

} // namespace banshi::drivers::plugins::bad

#include "bad_liar.moc"

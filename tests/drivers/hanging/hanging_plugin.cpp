// SPDX-License-Identifier: Apache-2.0
#include <QObject>
#include <banshi/drivers/sdk/id_card_reader.h>
#include <banshi/drivers/sdk/plugin.h>
#include <future>

namespace banshi::drivers::plugins::hanging
{

/// A reader that is there and sound until it is asked to read: then its driver never comes back, whatever the deadline.
class HangingReader : public sdk::IdCardReader
{
public:
    explicit HangingReader(sdk::HostServices& host) : m_host(host) {}

    sdk::Outcome<void> open(const sdk::CallContext&) override
    {
        sdk::IdCardReaderStatus status;
        status.common.device = sdk::DeviceState::Online;
        status.media = sdk::MediaState::NotPresent;
        m_host.setStatus(status);
        return {};
    }
    void close() override {}
    sdk::Outcome<void> poll(const sdk::CallContext&) override { return {}; }
    [[nodiscard]] sdk::IdCardReaderCapabilities capabilities() const override { return {}; }
    sdk::Outcome<sdk::IdCard> read(const sdk::CallContext&) override
    {
        std::promise<void> nobodyKeepsIt;
        nobodyKeepsIt.get_future().wait();
        return sdk::failure(sdk::ErrorCode::InternalError);
    }
    sdk::Outcome<void> waitRemoved(const sdk::CallContext&) override { return {}; }

private:
    sdk::HostServices& m_host;
};

/// The plug-in `hanging`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "hanging.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options&, sdk::HostServices& host) override
    {
        return std::unique_ptr<sdk::Device>(std::make_unique<HangingReader>(host));
    }
};

} // namespace banshi::drivers::plugins::hanging

#include "hanging_plugin.moc"

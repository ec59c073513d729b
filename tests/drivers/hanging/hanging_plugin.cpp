// SPDX-License-Identifier: Apache-2.0
#include <QObject>
#include <banshi/drivers/sdk/id_card_reader.h>
#include <banshi/drivers/sdk/plugin.h>
#include <future>

namespace banshi::drivers::plugins::hanging
{

void hang()
{
    std::promise<void> nobodyKeepsIt;
    nobodyKeepsIt.get_future().wait();
}

/// A reader that is there and sound until it comes to the place where it hangs: then its driver never comes back,
/// whatever the deadline.
class HangingReader : public sdk::IdCardReader
{
public:
    HangingReader(sdk::HostServices& host, bool hangsInPoll) : m_host(host), m_hangsInPoll(hangsInPoll) {}

    sdk::Outcome<void> open(const sdk::CallContext&) override
    {
        sdk::IdCardReaderStatus status;
        status.common.device = sdk::DeviceState::Online;
        status.media = sdk::MediaState::NotPresent;
        m_host.setStatus(status);
        return {};
    }
    void close() override {}
    sdk::Outcome<void> poll(const sdk::CallContext&) override
    {
        if (m_hangsInPoll)
            hang();
        return {};
    }
    [[nodiscard]] std::chrono::milliseconds pollPeriod() const override { return std::chrono::milliseconds(50); }
    [[nodiscard]] sdk::IdCardReaderCapabilities capabilities() const override { return {}; }
    sdk::Outcome<sdk::IdCard> read(const sdk::CallContext&) override
    {
        hang();
        return sdk::failure(sdk::ErrorCode::InternalError);
    }
    sdk::Outcome<void> waitRemoved(const sdk::CallContext&) override { return {}; }

private:
    sdk::HostServices& m_host;
    const bool m_hangsInPoll;
};

/// The plug-in `hanging`; its option `hangs` says where: `read`, `poll` or `create`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "hanging.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        const auto where = options.valueOr<std::string>("hangs", "read");
        if (where == "create")
            hang();
        return std::unique_ptr<sdk::Device>(std::make_unique<HangingReader>(host, where == "poll"));
    }
};

} // namespace banshi::drivers::plugins::hanging

#include "hanging_plugin.moc"

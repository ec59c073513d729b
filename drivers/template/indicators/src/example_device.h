// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "line_link.h"

#include <banshi/drivers/sdk/host_services.h>
#include <banshi/drivers/sdk/indicators.h>
#include <chrono>

namespace banshi::drivers::plugins::example_driver
{

/// Two guide lights and the cabinet's door. The lights go out by themselves when nobody has asked for the door for
/// three seconds, so that a process that dies leaves no light on. Threads: the host's worker.
class ExampleDevice : public sdk::Indicators
{
public:
    ExampleDevice(sdk::ChannelFactory connect, sdk::HostServices& host) : m_connect(std::move(connect)), m_host(host) {}

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override { m_link.reset(); }
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    /// A door that opens is told within a second.
    [[nodiscard]] std::chrono::milliseconds pollPeriod() const override { return std::chrono::milliseconds(500); }
    [[nodiscard]] sdk::IndicatorsCapabilities capabilities() const override;
    sdk::Outcome<void> setLights(const std::map<std::string, sdk::FlashRate>& lights,
                                 const sdk::CallContext& call) override;

private:
    sdk::Outcome<void> set(const std::string& light, sdk::FlashRate rate, const sdk::CallContext& call);

    sdk::ChannelFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<LineLink> m_link;
    std::string m_model;
    sdk::IndicatorsStatus m_status;
};

} // namespace banshi::drivers::plugins::example_driver

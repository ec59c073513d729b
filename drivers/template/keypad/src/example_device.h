// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "line_link.h"

#include <banshi/drivers/sdk/host_services.h>
#include <banshi/drivers/sdk/keypad.h>

namespace banshi::drivers::plugins::example_driver
{

/// A keypad that lists its keys, is told by a line to tell them, and says each that is pressed in another.
/// Threads: the host's worker.
class ExampleDevice : public sdk::Keypad
{
public:
    ExampleDevice(sdk::ChannelFactory connect, sdk::HostServices& host) : m_connect(std::move(connect)), m_host(host) {}

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override { m_link.reset(); }
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::KeypadCapabilities capabilities() const override;
    sdk::Outcome<std::vector<std::string>> listen(int most, const sdk::CallContext& call) override;

private:
    /// Tells the keypad to tell its keys or not, and the host that it does.
    sdk::Outcome<void> tellKeys(bool on, const sdk::CallContext& call);
    sdk::Outcome<std::vector<std::string>> hearKeys(int most, const sdk::CallContext& call);

    sdk::ChannelFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<LineLink> m_link;
    std::string m_model;
    std::vector<std::string> m_keys; // their words, as the keypad has listed them
};

} // namespace banshi::drivers::plugins::example_driver

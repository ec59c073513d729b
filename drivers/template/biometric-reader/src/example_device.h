// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "line_link.h"

#include <banshi/drivers/sdk/biometric_reader.h>
#include <banshi/drivers/sdk/host_services.h>

namespace banshi::drivers::plugins::example_driver
{

/// A sensor that is asked whether a finger lies on it, captures it, and compares what it has captured by itself.
/// Threads: the host's worker.
class ExampleDevice : public sdk::BiometricReader
{
public:
    ExampleDevice(sdk::ChannelFactory connect, sdk::HostServices& host) : m_connect(std::move(connect)), m_host(host) {}

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override { m_link.reset(); }
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::BiometricReaderCapabilities capabilities() const override;
    sdk::Outcome<sdk::BiometricTemplate> read(const sdk::CallContext& call) override;
    sdk::Outcome<void> import(const sdk::BiometricTemplate& reference, const sdk::CallContext& call) override;
    sdk::Outcome<int> match(const sdk::CallContext& call) override;
    sdk::Outcome<void> clear(const sdk::CallContext& call) override;

private:
    void report();
    sdk::Outcome<bool> isFingerThere(const sdk::CallContext& call);
    sdk::Outcome<sdk::BiometricTemplate> capture(const sdk::CallContext& call);

    sdk::ChannelFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<LineLink> m_link;
    std::string m_model;
    sdk::BiometricReaderStatus m_status;
};

} // namespace banshi::drivers::plugins::example_driver

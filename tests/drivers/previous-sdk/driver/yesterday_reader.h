// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "line_link.h"

#include <banshi/drivers/sdk/host_services.h>

namespace banshi::drivers::plugins::yesterday
{

/// An identity-card reader that speaks in lines.
/// Threads: the host's worker.
class YesterdayReader : public sdk::IdCardReader
{
public:
    YesterdayReader(sdk::ChannelFactory connect, sdk::HostServices& host) : m_connect(std::move(connect)), m_host(host)
    {
    }

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override { m_link.reset(); }
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::IdCardReaderCapabilities capabilities() const override;
    sdk::Outcome<sdk::IdCard> read(const sdk::CallContext& call) override;
    sdk::Outcome<void> waitRemoved(const sdk::CallContext& call) override;

private:
    sdk::Outcome<bool> isCardThere(const sdk::CallContext& call);

    sdk::ChannelFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<LineLink> m_link;
    std::string m_model;
};

} // namespace banshi::drivers::plugins::yesterday

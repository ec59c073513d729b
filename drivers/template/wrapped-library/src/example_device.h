// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "library.h"

#include <banshi/drivers/sdk/host_attention.h>
#include <memory>

namespace banshi::drivers::plugins::example_driver
{

/// An identity-card reader behind a vendor's library.
/// Threads: the host's worker.
class ExampleDevice : public sdk::IdCardReader
{
public:
    ExampleDevice(std::unique_ptr<Library> library, sdk::HostServices& host)
        : m_library(std::move(library)), m_host(host)
    {
    }

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override { m_library->close(); }
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::IdCardReaderCapabilities capabilities() const override;
    sdk::Outcome<sdk::IdCard> read(const sdk::CallContext& call) override;
    sdk::Outcome<void> waitRemoved(const sdk::CallContext& call) override;

private:
    sdk::Outcome<sdk::ToolMessage> ask(std::string_view question, const sdk::CallContext& call);
    sdk::Outcome<bool> isCardThere(const sdk::CallContext& call);

    std::unique_ptr<Library> m_library;
    sdk::HostServices& m_host;
    std::string m_model;
};

} // namespace banshi::drivers::plugins::example_driver

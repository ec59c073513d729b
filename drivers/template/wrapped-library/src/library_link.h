// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "library.h"

#include <banshi/drivers/sdk/child_tool.h>
#include <banshi/drivers/sdk/host_services.h>

namespace banshi::drivers::plugins::example_driver
{

/// The library in its tool. All its questions can be repeated, so that one which is lost to a crash or a hang is asked
/// once more in a new process. A question that moves paper or money is asked once, with ToolEffect::MayHaveActed.
/// Threads: the host's worker.
class LibraryLink : public Library
{
public:
    LibraryLink(sdk::Program tool, std::string port, sdk::HostServices& host);
    sdk::Outcome<sdk::ToolMessage> ask(std::string_view question, const sdk::CallContext& call) override;
    void close() override { m_tool.stop(); }

private:
    sdk::Outcome<sdk::ToolMessage> askOnce(std::string_view question, const sdk::CallContext& call);
    sdk::Outcome<void> openReader(const sdk::CallContext& call);

    sdk::ChildTool m_tool;
    const std::string m_port;
    sdk::HostServices& m_host;
};

} // namespace banshi::drivers::plugins::example_driver

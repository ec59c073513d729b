// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <banshi/drivers/sdk/tool_message.h>
#include <string_view>

namespace banshi::drivers::plugins::example_driver
{

/// The vendor's library as the driver sees it: questions and answers. Tests put one of their own in its place.
/// Threads: the host's worker.
class Library
{
public:
    virtual ~Library() = default;
    /// Asks `model`, `card` (answer `yes` or `no`) or `read` (the fields of the card with `|` between them); an answer
    /// `error N` is the library's own. Errors: DeviceNotReady when the library cannot open the reader, HardwareError
    /// when it fails twice, Canceled, TimeOut.
    virtual sdk::Outcome<sdk::ToolMessage> ask(std::string_view question, const sdk::CallContext& call) = 0;
    /// Lets go of the reader. Returns within a second.
    virtual void close() = 0;
};

} // namespace banshi::drivers::plugins::example_driver
